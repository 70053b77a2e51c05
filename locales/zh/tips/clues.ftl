# 线索的承办、提级和交叉办理、可查性、内部记录、复核复查、起底。

tips-act-entered = 登记线索
tips-act-imported = 导入旧线索
tips-act-gone_through = 起底
tips-act-review = 复核复查
tips-act-reviewed = 复核结果
tips-act-in_charge = 承办人
tips-act-escalated = 提级办理
tips-act-crossed = 交叉办理
tips-act-joint = 联合办理
tips-act-traceable = 可查性
tips-act-note = 内部记录

tips-traceable-strong = 较强
tips-traceable-fair = 一般
tips-traceable-weak = 较弱

tips-outcome-kept = 维持了结
tips-outcome-reopened = 重新办理
tips-outcome-settled = 予以了结

tips-source-letter = 信访举报（来信）
tips-source-visit = 信访举报（来访）

## 承办

clues-arrange = 承办
clues-arrange-which = <b>线索 { $number }  承办</b>  请选择要登记的一项：
clues-in-charge = 承办人  { $name }
clues-traceable = 可查性  { $how }
clues-in-charge-which = <b>线索 { $number } 由谁承办？</b>
clues-in-charge-now = 现承办人  { $name }。改由他人承办须写明理由。
clues-in-charge-nobody = 目前没有其他可以承办的受理人。
clues-letter-given = { $by }已将线索 { $number } 交由您承办。
clues-letter-taken = { $by }已将线索 { $number } 改由{ $now }承办。

tip-register-words-handed_on =
    <b>线索 { $number } 改由他人承办</b>
    请输入理由（加密保存）。
tip-register-words-to_whom =
    <b>线索 { $number }</b>
    请输入交由哪个单位、哪些人办理（加密保存）。
tip-register-words-note =
    <b>线索 { $number }  内部记录</b>
    请输入，不超过 1000 字。加密保存，只有受理人能看到，反映人看不到。
tip-register-words-decided-alone =
    <b>线索 { $number }：{ $act }？</b>
    登记后不能撤回。请输入决定人和决定日期：姓名、职务，或集体研究的会议（加密保存）。
tip-register-choose-traceable = <b>线索 { $number }</b>  请选择可查性：
tip-register-choose-reviewed = <b>线索 { $number }</b>  请选择复核结果：
tip-register-choose-gone_through = <b>线索 { $number }</b>  请选择起底结果：

## 销号

clues-unseen = 反映人有新消息尚未查看，暂不能销号。
tip-register-bar-news = • { clues-unseen }
tip-merging-old = 线索 { $number } 是导入的旧线索，请先起底。

## 登记线索

clues-enter = 登记线索
clues-source-question = <b>登记线索  从哪里来？</b>
clues-from-letter = 来信
clues-from-visit = 来访
clues-from-inspection = 巡察
clues-from-assigned = 上级交办
clues-from-audit = 审计
clues-from-judiciary = 移送
clues-from-discovered = 自行发现
tips-received-question =
    <b>哪一天收到的？</b>
    请选择或输入，例如 2026-05-12。
clues-received-today = 今天
clues-received-yesterday = 昨天
clues-received-day = 请输入日期，例如 2026-05-12。
clues-received-later = 收到的日期不能晚于今天，请核对后重新输入。
clues-what-question =
    <b>请写明反映的问题</b>
    时间、地点、人员、经过，可以分几条发送，写完点“写好了”。
    来信等可以拍照，照片、文件可以直接发来，每个不超过 20 MB。
clues-concern-past = 涉及监察室或监察专员的，将登记到驻组，不进入本登记簿，登记后您也看不到。
clues-concern-here = 无论是否涉及，都登记在本登记簿。
clues-name-question =
    <b>来信来访人署名吗？</b>
    署名的请输入姓名，与内容分开加密。
clues-name-none = 没有署名
clues-entered = 已登记，编号 <b>{ $number }</b>。没有回执码，无法向反映人提问。
clues-entered-past = 已登记到驻组，由驻组办理。
tips-label-source = 来源
tips-label-received = 收到

## 旧线索

old-clues-bring = 导入旧线索
old-clues-through = 起底
old-clues-through-counted = 起底 { $done }/{ $of }
old-clues-head = <b>导入旧线索</b>
old-clues-ask = 请发送填好的表格（.xlsx），旧线索和以往巡察发现的问题均可。没有模板请点“下载模板”。
old-clues-template-name = 旧线索（模板）
old-clues-how = 一件线索一行；线索来源填：{ $sources }；方面填：{ $areas }；涉及监察室或监察专员的，“涉及监察室”填“是”。日期如 2019-05-20。
old-clues-none = 表中没有线索。
old-clues-twice = 与第 { $row } 行内容相同，请删去一行
old-clues-not-past = 目前不能绕开监察室登记到驻组，请删去这一行，由驻组另行登记
old-clues-too-large = 文件超过 { $limit } MB，无法导入。请只保留旧线索这一张表，删去图片和空白行列。
old-clues-counted = 共 { $count } 件，收到年份 { $first } 至 { $last }。内容将加密保存，只有受理人能打开。
old-clues-past = 其中 { $count } 件涉及监察室或监察专员，登记到驻组。
old-clues-sealing = 正在加密登记 { $count } 件线索，请稍候。
old-clues-done = 已导入 { $count } 件，请逐件起底。
old-clues-known = 另有 { $count } 件以前已导入，没有重复导入。
old-clues-all-known = 表中的线索以前均已导入，没有重复导入。
old-clues-counted-through = <b>起底</b>  已过 { $done }/{ $of } 件
old-clues-waiting = 以下各件尚未起底：
old-clues-none-waiting = 没有尚未起底的线索。
