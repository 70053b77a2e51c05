# 设置：人员
people-head =
    <b>人员</b>
    共 { $people } 人，已绑定 { $bound } 人，未绑定 { $unbound } 人
people-branch = { $name } { $bound }/{ $people }
people-branch-head = <b>{ $name }</b> 已绑定 { $bound }/{ $people }
people-bound = ✓ { $name }（{ $grid }）
people-invited = · { $name }（{ $grid }）未绑定，已邀请
people-unbound = · { $name }（{ $grid }）未绑定
people-invite = 邀请、邀请表、解除绑定
people-keys = 受理人密钥
people-keys-head = <b>受理人密钥</b>（公钥，首尾各 8 位）
people-key = { $name }：{ $ends }，{ $day }设置
people-key-here = { $name }：{ $ends }，{ $day }设置，口令解锁
people-key-none = { $name }：尚无自己的密钥
people-keys-more = 另有 { $count } 位
people-keys-nobody = 花名册中尚无受理人。
people-keys-shared = 共用密钥：{ $count } 个
people-keys-above = 驻组：已有密钥，能收到涉及监察室的线索。
people-keys-above-none = 驻组：尚无密钥，涉及监察室的线索不能在这里反映。
people-keys-how = 密钥由受理人本人在“线索—密钥与交接”中设置，请当面核对首尾。
