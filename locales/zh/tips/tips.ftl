# 问题线索：提交、转递、查询、处理。

## 回执码

tips-receipt-mistyped = 回执码有误，请核对后重新输入。字母 O 与数字 0、字母 I 与数字 1 不必区分。
tips-receipt-unknown = 没有查到这个回执码，请核对后重新输入。
tips-receipt-busy = 现在查询的人较多，请稍后再试。
tips-submit-busy = 现在提交的人较多，请稍后再点一次提交；已填的内容都在。
tips-receipt-wait = 请在 { $seconds } 秒后再试。

## 填写

tips-text-empty = 请写明发生了什么事。
tips-text-too-long = 内容请不超过 { $limit } 字，较长的可以分几次提交。
tips-text-receipt = 内容里有回执码，请删去后再写。回执码只由您自己保管，请不要告诉任何人。
tips-short-empty = 请用文字填写，或点跳过。
tips-short-too-long = 这一项请不超过 { $limit } 字。
tips-flood = 您一小时内已提交 { $limit } 次，请在 { $minutes } 分钟后再提交。

## 密封

tips-no-recipient = 暂时不能接收线索，请改日再试。
tips-key-unreadable = 密钥格式不对，请核对。
tips-not-opened = 打不开：密钥不对，或文件已损坏。

## 状态

tips-state-not-next = 这条线索现在不能改成这个状态。
tips-state-received = 已收到
tips-state-accepted = 已受理
tips-state-declined = 不予受理
tips-state-handled = 办理中
tips-state-closed = 已办结

## 六个领域

tips-area-power = 重点岗位权力运行
tips-area-service = 医疗服务（红包、重复检查等）
tips-area-suppliers = 与医药企业不正当接触
tips-area-research = 科研学术与协会
tips-area-business = 违规兼职经商
tips-area-ethics = 医德医风

## 线索来源

tips-source-petition = 信访举报
tips-source-accusation = 检举控告
tips-source-inspection = 巡视巡察
tips-source-assigned = 上级纪委监委交办
tips-source-audit = 审计发现
tips-source-judiciary = 政法机关移送
tips-source-discovered = 自行发现
tips-source-explained = 主动说明问题
tips-source-forwarded = 转递

## 提交前

tips-closed = 暂时不能接收线索：医院监察室尚未设置接收密钥。请改日再试。
tips-closed-letter = 暂时不能接收线索：医院监察室尚未设置接收密钥。请改日再试，或来信：{ $to }
tips-notice =
    <b>提交前请知悉</b>
    { $received }
    1. 匿名提交不保存您的账号、姓名、电话和具体时间，只记日期。
    2. 内容在保存前加密，服务器上打不开，只有受理人能打开。
    3. Telegram 本身能看到本聊天，如有顾虑，请换一部手机，或不在这里反映。
    4. 我们不会主动联系匿名人，进展请凭回执码查询。
    5. 任何人无权追查是谁反映的。
tips-received = 受理：医院监察室
tips-received-past = 受理：医院监察室；涉及监察室本身的，由驻组受理
tips-letter = 来信请寄：{ $to }
tips-not-past = <b>涉及监察室或监察专员的，请不要写在这里</b>：目前不能绕开他们转交。
tips-elsewhere = 请直接向驻组反映。
tips-elsewhere-letter = 请来信：{ $to }
tips-notice-anonymous = 匿名提交
tips-notice-named = 实名提交
tips-notice-page = 在网页上反映
tips-page = 在网页上反映不经过 Telegram，不需要账号。
tips-notice-explain = 我是职工，主动说明本人问题

## 各项问题

tips-cancel = 取消
tips-skip = 跳过
tips-given = 已填：{ $answer }
tips-counted = 内容 { $messages } 条，共 { $characters } 字。
tips-counted-files = 附件 { $files } 个。
tips-what-question =
    <b>请写明发生了什么事</b>
    时间、地点、人员、经过，知道多少写多少。可以分几条发送，写完点“写好了”。
    照片、文件、语音可以直接发来，每个不超过 20 MB；保存前会清除其中的拍摄地点、设备和作者信息。
tips-what-forward =
    <b>请写明您了解到的情况</b>
    可以分几条发送，写完点“写好了”。请不要写出是谁告诉您的。
tips-what-answer =
    <b>请写下回答或补充的情况</b>
    可以分几条发送，也可以发照片、文件、语音，写完点“写好了”。
tips-what-voice = 声音可能被人认出，匿名反映建议打字。
tips-what-done = 写好了
tips-what-clear = 清空重写
tips-department-question =
    <b>涉及哪个科室？</b>
    请输入，不清楚可跳过。
tips-person-question =
    <b>涉及谁？</b>
    请输入姓名或职务，不清楚可跳过。
tips-happened-question =
    <b>什么时候发生的？</b>
    请输入，例如“今年3月”，不清楚可跳过。
tips-concern-question =
    <b>是否涉及监督人员自己？</b>
tips-concern-past = 涉及监察室或监察专员的，将绕开他们，直接交驻组，他们不会知道。
tips-concern-not-past = 涉及监察室或监察专员的，目前不能在这里绕开他们转交。
tips-concern-nobody = 都不涉及，跳过
tips-concern-inspector = 涉及特邀监察员
tips-concern-office = 涉及监察室或监察专员
tips-accused-question =
    <b>涉及哪个网格的特邀监察员？</b>
    请输入科室或网格名称。名称加密保存，只有受理人能看到。
tips-accused-unknown = 不清楚
tips-unreached = <b>这件事请不要在这里提交</b>
    监察室和监察专员不应看到，而目前不能绕开他们转交。
tips-unreached-kept = 您写的内容没有提交，没有任何人看到。需要的话请先抄下来；结束以后可以从本聊天中删除。
tips-unreached-end = 结束
tips-unreached-ended = 没有提交，也没有保存任何内容。谢谢您的信任。
tips-unreached-back = 返回
tips-area-question = <b>属于哪个方面？</b>
tips-grid-question = <b>由哪个网格转递？</b>
tips-name-question =
    <b>请输入您的姓名</b>
    姓名和联系方式另行加密，与内容分开保存。
tips-name-anonymous = 改为匿名提交
tips-contact-question =
    <b>请输入您的联系方式</b>
    电话、邮箱或地址，便于告知受理情况和结果。
tips-text-only = 这一项请用文字填写。刚才这条没有记下，已写的内容都在。
tips-no-such-message = 请发文字、照片、文件或语音。刚才这条没有记下，已写的内容都在。
tips-files-limit = 最多 { $limit } 个附件。刚才这个没有记下，其余都在。
tips-files-many = 您一小时内已发送 { $limit } 个附件而没有提交，请先提交，或在 { $minutes } 分钟后再发。刚才这个没有记下，其余都在。
tips-sealing = 正在清理并加密 { $files } 个附件，请稍候。
tips-no-key-office = 暂时不能接收线索，请改日再试。已写的内容都在。
tips-no-key-office-letter = 暂时不能接收线索，请改日再试，或来信：{ $to }。已写的内容都在。
tips-no-key-supervisor = 目前不能绕开监察室转交，没有提交，没有任何人看到。请直接向驻组反映。已写的内容都在。
tips-no-key-supervisor-letter = 目前不能绕开监察室转交，没有提交，没有任何人看到。请来信：{ $to }。已写的内容都在。
evidence-not-fetched = 附件没有取到，请重新发送一次。已写的内容都在。
tips-use-buttons = 请点下面的按钮继续。刚才这条没有记下，已写的内容都在。
tips-finish-first = 有内容尚未提交。请先提交或取消，再用其他功能。已写的内容都在。
tips-unseen = 刚才这一步已经办好，结果尚未显示。请再点一次，或随便发一条消息，就会显示；请不要重新填写。
tips-forgotten = 超过 30 分钟没有操作，未提交的内容已清除，刚才这一步也没有保存。您发来的仍留在本聊天中。

## 核对

tips-summary = <b>请核对</b>
tips-label-way = 方式
tips-label-what = 内容
tips-label-department = 科室
tips-label-person = 人员
tips-label-happened = 时间
tips-label-concern = 是否涉及监督人员
tips-label-accused = 涉及特邀监察员
tips-label-body = 受理
tips-body-supervisor = 驻组（绕开监察室和监察专员）
tips-label-area = 方面
tips-label-grid = 网格
tips-label-name = 姓名
tips-label-contact = 联系方式
tips-way-anonymous = 匿名
tips-way-named = 实名
tips-summary-submit = 提交
tips-summary-change = 修改
tips-change = 请选择要修改的一项：
tips-change-back = 返回核对

## 提交后

tips-sent = 已收到。
tips-sent-receipt = 回执码  <code>{ $code }</code>
tips-sent-keep = 请现在抄下来或记住，只显示这一次。凭它可以查看进展、补充材料、回答问题。
tips-sent-forwarded = 已转递。进展见“我转递的线索”。
tips-sent-added = 已收到您的回答和补充材料。进展仍请凭原回执码查询。
tips-end-done = 完成
tips-end-delete = 删除本次聊天记录
tips-deleted = 已删除本次聊天记录，双方都不再显示。手机通知和备份里的内容，请自行清理。
tips-deleted-but = 有 { $left } 条消息无法删除，请在本聊天中自行删除；其余已删除。
tips-stays = 您发来的内容、附件和姓名等仍留在本聊天中。48 小时内，可以凭回执码查询，再点“删除聊天记录”；超过 48 小时的，请在本聊天中自行删除。
tips-stays-now = 您发来的内容仍留在本聊天中，不需要的现在可以删除。
tips-sweep = 删除聊天记录
tips-sweep-sure =
    <b>删除聊天记录？</b>
    将删除本聊天中双方最近 48 小时内的全部消息，不只是线索。更早的机器人删不掉，请在本聊天中自行删除。
tips-sweep-yes = 删除
tips-swept = 最近 48 小时内的消息，机器人找得到的均已删除。如有留下的，请在本聊天中自行删除；手机通知和备份里的内容，请自行清理。

## 凭回执码查询

tips-receipt-ask = 请输入回执码，例如 K7QM-3XNV-92PD-HT4C-8。
tips-receipt-state = 状态：<b>{ $state }</b>
tips-receipt-received = 已登记，尚未决定是否受理。请过几天再来查看。
tips-receipt-accepted = 已决定受理，将按规定办理。
tips-receipt-declined = 经研究不予受理。如有新的情况，可以再次反映。
tips-receipt-handled = 正在办理。请过几天再来查看。
tips-receipt-closed = 已办理完毕。感谢您的监督。
tips-receipt-gone = 已办理完毕，内容和附件已按规定清除。感谢您的监督。
tips-receipt-answer = 回答问题
tips-receipt-add = 补充材料
tips-thread-asked = { $day } 受理人：
tips-thread-yours = { $day } 您补充了材料。
tips-thread-earlier = （另有较早的 { $count } 条未显示）
tips-receipt-erased = 您发来的回执码已从本聊天中删除。
tips-receipt-left = 您发来的回执码未能删除，请在本聊天中自行删除。

## 转递

tips-offer =
    <b>作为线索转递？</b>
    原发送人的姓名和账号不保存。
tips-offer-take = 转递
tips-forwarded-list = <b>我转递的线索</b>  共 { $count } 件
tips-forwarded-line = • { $day }  { $area }  { $state }
tips-forwarded-none = 还没有转递过线索。把收到的消息转发给我，或点“转递线索”即可。

## 处理

tips-come = 有新的线索。
tips-come-added = 有线索收到补充材料。
tips-come-open = 查看线索
tips-list = <b>线索登记</b>  共 { $count } 件  第 { $page }/{ $pages } 页
tips-list-none = 目前没有线索。收到后会立即通知您，并在这里列出编号、日期、方面和状态。
tips-list-line = { $number } { $day } { $state } { $area }
tips-list-newer = 较新
tips-list-older = 较早
tips-list-back = 返回列表
tips-one =
    <b>线索 { $number }</b>
    收到  { $day }
    来源  { $source } { $grid }
    方面  { $area }
    署名  { $way }
    状态  { $state }
tips-one-named = 实名，姓名另行密封
tips-one-unnamed = 未署名
tips-download = 下载内容（加密）
tips-file-text = 线索{ $number }.age
tips-file-reporter = 线索{ $number }-署名.age
tips-file-how = { $by ->
    [here] 您的密钥保存在这里，加密文件在别处打不开，请点“阅读”查看。
    [own] 打开：<code>gridbot open-tip 文件 --key 您的私钥文件</code>，或用任何 age 工具。
    [before] 打开：<code>gridbot open-tip 文件 --key 交接前的私钥文件</code>，或用任何 age 工具。
    [supervisor] 打开：<code>gridbot open-tip 文件 --key 驻组私钥文件</code>，或用任何 age 工具。
   *[shared] 打开：<code>gridbot open-tip 文件 --key office-key.txt</code>，或用任何 age 工具。
}
tips-earlier-first = 打不开？下载交接前的
tips-earlier-more = 更早的
tips-earlier = 这是交接前的加密（往前第 { $place } 次，共 { $count } 次），请用当时的密钥打开。能打开的，请点“重新交接”，让其他受理人也能打开。
