# 邀请与解除绑定
invite-ask = 请输入工号、姓名（或拼音首字母）、职务或科室，查找要邀请或解除绑定的人。已绑定 { $bound } 人。
invite-sheet-roles = 邀请表：有角色、未绑定的 { $count } 人
invite-sheet-all = 邀请表：全部未绑定的 { $count } 人
invite-sheet-sure = 将为 { $count } 人各生成一个邀请链接，制成一张带二维码的表。凭链接可绑定本人的账号，请分别交给本人，用后删除此表。
invite-sheet-first = 一张表最多 { $count } 人，其余的人请再生成一张。
invite-sheet-yes = 生成邀请表
invite-sheet-making = 正在制表，请稍候。
invite-sheet-done = 已生成 { $count } 人的邀请表。链接 7 天内有效，只能用一次，只在此表中显示。
invite-sheet-nobody = 没有尚未绑定的人，不需要生成。
invite-found = 找到 { $count } 人，请选择：
invite-none = 没有找到“{ $text }”，请换一个写法再试。
invite-person = { $name }（{ $number }）{ $grid }
invite-is-bound = 已绑定。手机遗失或换人时，请先解除绑定，再重新邀请。
invite-not-bound = 尚未绑定。
invite-issue = 生成邀请链接
invite-unbind = 解除绑定
invite-unbind-sure = 确定解除{ $name }的绑定？解除后，原手机立即不能再查看任何内容。
invite-unbind-yes = 确定解除
invite-unbound = 已解除绑定。如需重新邀请，请点“生成邀请链接”。
invite-link = 请将下面的链接转给{ $name }本人。7 天内有效，只能用一次，请勿发到群里。
invite-link-earlier = 早先的链接也仍然有效；用过一个，其余即作废。

## 受理人手机变动的通知

invite-letter-server = 服务器管理员
invite-letter-unbound = { $actor }已解除{ $name }的手机绑定。{ $name }受理线索，请与其本人当面核实。
invite-letter-unbound-own = { $actor }已解除您原手机的绑定。如您事先不知情，请立即告知其他受理人。
invite-letter-invited = { $actor }已为{ $name }生成邀请链接，打开链接的手机将能受理线索。请与{ $name }本人当面核实。
invite-letter-invited-own = { $actor }已为您生成邀请链接，打开链接的手机将代替本机。如您事先不知情，请立即告知其他受理人。
invite-letter-bound = { $name }已重新绑定手机，可在该手机上受理线索。请与其本人当面核实，核实前请勿交接。
invite-letter-bound-own = 您已重新绑定手机。如非本人操作，请立即告知其他受理人。
