# 线索登记：受理人看到的一件线索、逐件登记、提问、回避。

## 登记的步骤

tips-act-accepted = 受理
tips-act-declined = 不予受理
tips-act-told_accepted = 已告知受理情况
tips-act-proposed = 登记处置
tips-act-result = 登记结果
tips-act-closed = 销号
tips-act-told_result = 已告知结果
tips-act-reopened = 回头看
tips-act-elsewhere = 转上级或其他单位
tips-act-passed_on = 已转出
tips-act-unverified = 姓名无法核实
tips-act-entry = 台账信息

## 处置方式

tips-way-of-talk = 谈话函询
tips-way-of-verify = 初步核实
tips-way-of-shelve = 暂存待查
tips-way-of-settle = 予以了结

## 四种形态

tips-form-first = 第一种形态
tips-form-second = 第二种形态
tips-form-third = 第三种形态
tips-form-fourth = 第四种形态
tips-form-none = 未发现问题

## 一件线索

tip-register-list-news = ● 反映人有新消息
tip-register-list-facts = ◆ 协助核实有新回复
tip-register-unverified = 署名无法核实，按匿名办理
tip-register-inspector = 涉及特邀监察员：是哪一位，见线索内容
tip-register-has-files = 附件  { $count } 个
tip-register-thread = 往来  我方 { $asked } 条，反映人 { $answered } 条
tip-register-news = <b>● 反映人新消息 { $count } 条，请下载内容（加密）查看</b>
tip-register-news-facts = <b>◆ 协助核实新回复 { $count } 条，尚未阅读</b>
tip-register-erased = 内容和附件已于{ $day }清除，登记保留
tip-register-step = • { $day }  { $act }
tip-register-step-way = • { $day }  { $act }：{ $way }
tip-register-files = 附件 { $count }
tip-register-earlier = 另有较早登记 { $count } 步，见“全部登记”
tip-register-all-steps = 全部登记
tip-register-steps = <b>线索 { $number } 全部登记</b>  第 { $page }/{ $pages } 页
tip-register-more = 登记
tip-register-ask = 提问
tip-register-recuse = 回避
tip-register-back = 返回线索
tip-register-changed = 这一步已办过或已失效，没有重复办理。这是线索 { $number } 的最新页面。
tip-register-gone = 这件线索的内容和附件已按规定清除，登记保留。

## 密文和附件

tip-register-file-answer = 线索{ $number }-补充{ $place }.age
tip-register-file-note = 线索{ $number }-登记{ $place }-{ $act }.age
tip-register-file-cleaned = 线索{ $number }-附件{ $place }{ $extension }.age
tip-register-file-original = 线索{ $number }-附件{ $place }-原件.age
tip-register-originals = 原件
tip-register-files-next = 下一批 { $first }–{ $last }
tip-register-are-cleaned = <b>附件 { $first }–{ $last }，共 { $count } 个</b>  已清除拍摄地点、设备和作者信息，请先看这一份。
tip-register-are-originals = <b>原件 { $first }–{ $last }，共 { $count } 个</b>
tip-register-originals-warning = 注意：原件可能带有拍摄地点、设备、作者等信息，也可能带有病毒。请仅在确有必要时，在不联网的电脑上打开；任何人无权据此追查是谁反映的。

## 登记

tip-register-which = <b>线索 { $number }</b>  请选择要登记的一项：
tip-register-choose-proposed = <b>线索 { $number }</b>  请选择处置方式：
tip-register-choose-result = <b>线索 { $number }</b>  请选择办理结果：
tip-register-sure = 线索 { $number }：{ $act }？
tip-register-sure-closed = 销号后凭回执码可以查到“已办结”，到期清除内容和附件。如需再办，可点“回头看”。
tip-register-sure-told_accepted = 请确认已将是否受理告知实名反映人。登记后不能撤回。
tip-register-sure-told_result = 请确认已将办理结果告知实名反映人。登记后不能撤回。
tip-register-sure-elsewhere = 属于其他单位受理范围的，应在 5 个工作日内转出。登记后不能撤回。
tip-register-sure-passed_on = 请确认已转出。登记后不能撤回。
tip-register-sure-unverified = 此后按匿名办理，不再提供署名的密文。登记后不能撤回。
tip-register-yes = 确定：{ $act }

## 请输入

tip-register-words-accepted =
    <b>受理线索 { $number }？</b>
    受理后不能撤回，凭回执码可以查到。
    请输入理由（加密保存），或跳过理由直接受理。
tip-register-words-declined =
    <b>线索 { $number } 不予受理？</b>
    登记后不能撤回，凭回执码可以查到。
    请输入理由（加密保存），或跳过理由直接登记。
tip-register-words-decided =
    <b>线索 { $number }：{ $act }，{ $way }？</b>
    登记后不能撤回。请输入决定人和决定日期：姓名、职务，或集体研究的会议（加密保存）。
tip-register-together-office = 医院纪委集体研究决定
tip-register-together-supervisor = 驻组集体研究决定
tip-register-bars = <b>线索 { $number } 尚不能销号</b>
tip-register-bar-unread = • 有内容、补充或附件尚未阅读。请全部阅读；当天收到的补充，请于次日以后阅读。
tip-register-bar-undecided = • 尚未登记由谁决定的处置或结果。回头看以后，请重新登记。
tip-register-bar-no_summary = • 台账信息中尚无线索摘要。
tip-register-not-closable = 这件线索尚不能销号，请先补齐。
tip-register-skip-reason = 跳过理由，确定{ $act }
tip-register-words-name =
    <b>台账信息 1/3  线索 { $number }</b>
    请输入被反映人的姓名，不清楚可跳过。三项填完后一并加密保存。
tip-register-words-post =
    <b>台账信息 2/3  线索 { $number }</b>
    请输入被反映人的职务，不清楚可跳过。
tip-register-words-summary =
    <b>台账信息 3/3  线索 { $number }</b>
    请输入线索摘要。
tip-register-words-only = 请用文字输入。
tip-register-sealed = 已加密保存，可在“下载内容（加密）”中取得。您发来的内容已从本聊天中删除。

## 提问

tip-register-question =
    <b>向线索 { $number } 的反映人提问</b>
    请输入，或选一句。只有凭回执码才能看到，我们不会主动联系对方。
tip-register-template-checking = 已收到，正在核实
tip-register-template-details = 请补充时间地点
tip-register-template-papers = 请补充材料
tip-register-question-sent = 已加密发出。对方凭回执码查询时可以看到，回答会列在这里。
tip-register-not-askable = 这件线索无法提问：转递的线索没有回执码，已清除的线索不再有往来。

## 回避

tip-register-recuse-sure =
    <b>回避线索 { $number }？</b>
    回避后您不再看到这件线索，由其他受理人办理，且不能撤回。
tip-register-recuse-yes = 确定回避
tip-register-recused = 已回避线索 { $number }，您不再看到它。
tip-register-last-handler = 您是唯一还能办理这件线索的受理人，暂不能回避。请先由他人接手，或请上级指定受理人。

## 帮助

