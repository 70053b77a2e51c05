# 从一张 Excel 表导入整改问题和措施。
problem-sheet-how = 一项措施一行；同一问题有几项措施时，问题各栏只填首行，以下合并或留空。日期如 2026-09-30。
problem-sheet-none = 表中没有问题。
