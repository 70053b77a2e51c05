# 学习资料与工作要求：一级网格下发，网格阅读

menu-materials = 学习资料
menu-materials-unread = 学习资料（待阅 { $count }）
menu-materials-sent = 学习资料与要求

material-kind-study = 学习资料
material-kind-requirement = 工作要求
material-file-photo = 照片
material-file-document = 文件

## 一份资料

material-head = <b>{ $kind }</b>  { $at }发
material-see-file = （附{ $file }）
material-open-link = 打开链接
material-please = 读后请点“已阅”。
material-please-until = 请在{ $day }前（含当日）阅读，读后请点“已阅”。
material-until = { $day }前（含当日）阅读
material-read = 已阅
material-read-at = 已阅  { $at }
material-was-withdrawn = 此件已撤回。
material-withdrawn = 此件已撤回，不需要再阅读。

## 阅读人

material-list =
    <b>学习资料与工作要求</b>
    待阅 { $unread } 项，已阅 { $read } 项
material-list-none =
    <b>学习资料与工作要求</b>
    目前没有发给您的内容。监察室下发后会通知您。
material-list-unread = 待阅  { $title }
material-list-until = 待阅  { $title }  { $day }前
material-list-read = 已阅  { $title }
material-below = 下级阅读情况

## 发送人

material-sent-list = <b>学习资料与工作要求</b>  共 { $count } 件
material-sent-none =
    <b>学习资料与工作要求</b>
    尚未发送过。请选择要发送的内容：
material-sent-none-below =
    <b>学习资料与工作要求</b>
    尚未向您的支部发送过。监察室下发后，在这里查看阅读情况。
material-send-study = 发送学习资料
material-send-requirement = 发送工作要求
material-sent-line = { $read }/{ $readers }  { $title }
material-sent-line-withdrawn = 已撤回  { $title }
material-counted = 已阅 { $read }/{ $readers }
material-all-read = 全部已阅。
material-unread = 未阅 { $count } 人：
material-unread-branch = <b>{ $branch }</b>
material-unread-line = • { $grid }  { $name }
material-unread-gone = • { $grid }  { $name }（已调离，由现任在菜单中查看）
material-chase = 提醒未阅的 { $count } 人
material-chased = 已提醒 { $sent } 人。{ $before ->
    [0] {""}
   *[other] 另有 { $before } 人今天已提醒过，不再重复。
}{ $unable ->
    [0] {""}
   *[other] 另有 { $unable } 人请假、调离或尚未绑定，暂不提醒。
}
material-withdraw = 撤回
material-withdraw-sure =
    <b>确定撤回？</b>
    { $title }
    撤回后，未阅的 { $count } 人不再看到，也不再提醒；不能恢复。
material-withdraw-yes = 确定撤回

material-text-empty = 内容为空，请先发送文字、链接或文件。
material-text-too-long = 一条最多 { $limit } 字，请缩短，或作为文件发送。
material-link-wrong = 链接无法打开，请发送以 http:// 或 https:// 开头的完整链接。
material-due-past = 阅读期限不能早于今天，请重新输入。
material-due-far = 阅读期限不能超过一年，请重新输入。

## 编写

compose-what-study = <b>发送学习资料</b>
compose-what-requirement = <b>发送工作要求</b>
compose-what-how =
    请直接发送文字、链接、照片或文件，也可以转发给我。
    可以既有文字，又有链接和文件。
compose-what-more = 再发文字、链接或文件，会替换前面的同一项。
compose-has-text = 文字  { $length } 字
compose-has-link = 链接  { $link }
compose-has-file = { $file }  已收到
compose-to-where = 下一步：选择网格
compose-no-such-message = 请发送文字、链接、照片或文件。
compose-where =
    <b>发给哪些网格？</b>
    点一下选中，再点一下取消。选支部即包括其下科室。
compose-where-in = <b>{ $branch }及其科室</b>
compose-chosen = 已选 { $grids } 个网格，特邀监察员 { $people } 人
compose-all = 全部网格（{ $count }）
compose-kind-administrative = 职能
compose-kind-clinical = 临床
compose-kind-technical = 医技
compose-some = { $grid }（{ $chosen }/{ $count }）
compose-in = 选科室 · { $branch }
compose-up = 返回全部支部
compose-to-when = 下一步：阅读期限
compose-when =
    <b>请在哪天前（含当日）阅读？</b>
    也可以输入日期，例如 6月1日。
compose-when-days = { $days } 天内（{ $day }）
compose-when-none = 不设期限
compose-check-study = <b>请核对  学习资料</b>
compose-check-requirement = <b>请核对  工作要求</b>
compose-unbound = 其中 { $count } 人尚未绑定或无法联系，绑定后在菜单中可见。
compose-send = 发送给 { $count } 人
compose-change-what = 改内容
compose-change-where = 改网格
compose-change-when = 改期限
compose-drop = 放弃
compose-dropped = 已放弃，没有发送。
compose-sent = 已发送给 { $count } 人。
compose-see = 查看阅读情况
compose-gone = 这份内容已发送、已放弃或未保存，请重新开始。
compose-nobody = 所选网格目前没有特邀监察员，请另选。

## 提醒

material-remind = <b>您还有 { $count } 项待阅</b>
material-remind-line = • { $kind }  { $title }
material-remind-line-until = • { $kind }  { $title }  { $day }，{ $left }
material-remind-more = ……另有 { $count } 项
material-remind-open = 阅读：{ $title }
watch-kind-material = 学习资料
