# Problems and measures brought in from one Excel sheet.
problem-sheet-how = One row a measure. Where a problem has several, fill in what belongs to the problem in the first row; merge or leave blank what is below. Days as 2026-09-30.
problem-sheet-none = There is no problem in the sheet.
