# 填报时答错的提示：说明怎样才对。
forms-answer-not-a-whole-number = 请输入 { $minimum }–{ $maximum } 的整数。
forms-answer-not-an-amount = 请输入 { $minimum }–{ $maximum } 元的金额，最多两位小数。
forms-answer-not-a-date = 请输入日期，例如 2024-06-30。
forms-answer-not-a-choice = 请点下面的按钮选择。
forms-answer-not-a-file = 请发送照片或文件。
forms-answer-too-many-files = 最多 { $limit } 个文件。
forms-answer-too-long = 最多 { $limit } 个字，您输入了 { $length } 个字，请缩短后再发。
forms-answer-not-a-text = 请输入文字或点下面的按钮。
forms-answer-empty = 请输入文字。
forms-answer-required = 此项为必填项，请作答。
forms-answer-not-asked = 此项现在不需要填写，这是最新的页面。
forms-zero-not-offered = 本表不能零报告，请逐项填报。
