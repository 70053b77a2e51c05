# 填报
report-title = { $title } · { $grid }
report-first = { $due }截止。共 { $questions } 项，可随时退出，已填的内容都在。
report-first-due = { $due }截止。
report-first-zero = 本期没有需要报告的情况，请点“零报告”。
report-document = 本项是一份文书。请打开后生成、修改，并把改好的 docx 发回存档；存档即完成本项。
report-document-overdue = 已逾期 { $days } 天，{ $closes }前存档仍可计入（按逾期统计）。
report-document-open = 打开文书
report-begin = 开始填报
report-zero = 零报告
report-none = 目前没有需要填报的项目。到期前会提醒您。
report-list = 请选择要填报的项目：
report-list-filed = 目前的项目都已提交，可查看或更正：
# 由台账统计填入的各项（进展情况表）
report-question-counted = 工作台账统计（截至{ $day }）：{ $answer }
report-counted = { $count } 项按工作台账统计填入（截至{ $day }），请核对。
report-counted-other = 与台账统计不同 { $count } 项：{ $labels }{ $count ->
    [1] {""}
    [2] {""}
    [3] {""}
   *[other] 等
}
report-question-given = 已填：{ $answer }
report-question-before = 上期：{ $answer }
report-or-type-number = 也可以直接输入数字。
report-type-number = 请输入数字。
report-type-amount = 请输入金额，例如 800 或 1200.50。
report-type-text = 请输入文字。
report-send-files = 请发送照片或文件，可发多个。
report-back = 返回
report-skip = 跳过
report-go-on = 继续
report-review = 核对
report-check = 请核对
report-submit = 提交
report-submit-correction = 提交更正
report-contradicts = 前后不一致，请核对：
report-submit-anyway = 仍然{ $submit }
report-change = 修改
report-keep = 保存，以后再填
report-kept = 已保存，30 天内可以接着填。
report-choose-answer = 请选择要修改的一项：
report-give-reason = 请选择或输入更正的原因：
report-reason-1 = 填写有误
report-reason-2 = 补充情况
report-correction-unchanged = 内容与已提交的相同，没有更正。请先修改要更正的项目。
report-reason-words = 这里请写更正的原因，不是数字。要改数字，请点“返回”，再点“修改”。
report-reason-length = 更正原因请写 1–{ $limit } 个字。
report-zero-confirm = 零报告：{ $said }。
report-zero-figures = 本期各项均为零
report-zero-answer = { $label }：{ $answer }
report-zero-and = ，
report-zero-replaces = 您已填写的内容不会上报。
report-done = 已提交。{ $closes }前可以更正。全院已报 { $filed }/{ $expected }。
report-filed = 已提交，{ $closes }前可以更正。
report-correct = 更正
report-look = 查看或更正
report-closed = 这一期已截止，不能再填报。如有需要，请与监察室联系。
report-button-old = 此按钮已失效，这是最新的页面。
report-use-buttons = 请点下面的按钮继续；要改某一项，请先点“修改”。
report-only-text = 这里请输入文字或数字，或点下面的按钮。已填的内容都在。
report-piece-of-long = 上一条消息太长，已被分成几条发送，都没有采用。请缩短后再发。
duties-title = 您负责的网格目前有：
duties-filed = • { $title }  已提交
report-again = 请在本页再输入一次。
