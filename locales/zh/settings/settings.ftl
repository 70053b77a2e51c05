# 设置
menu-settings = 设置
command-settings = 设置：花名册等
help-settings = /settings 设置：花名册等，由监察室和特邀监察专员办理
access-not-office = 此功能由监察室和特邀监察专员使用。
settings-head =
    <b>设置</b>
    请选择要设置的内容。
settings-people = 人员（邀请、解除绑定）

# 花名册
roster-button = 花名册
roster-head =
    <b>花名册</b>
    网格 { $grids } 个，人员 { $people } 人，已绑定 { $bound } 人
roster-bring = 导入花名册
roster-fetch = 导出花名册
roster-ask = 请发送花名册（.xlsx）。可先导出现有的花名册，在上面修改后发回；导入前会列出变动，请核对。
roster-no-file = 这不是表格文件，请以文件形式发送 .xlsx。
roster-too-large = 文件超过 { $limit } MB，无法导入。请删去图片和空白行列。
roster-switching = 正在导入，请稍候。
roster-file-name = 花名册{ $day }
roster-faults = 共 { $count } 处问题，未导入任何内容。
roster-line = • { $line }
roster-faults-marked = 有问题的单元格已在所附文件中标出，改好后可直接发回。
roster-faults-more = 其余见所附文件。
roster-faults-name = 需要修改之处
roster-changes = <b>导入后的变动</b>（今日起生效，明细见所附文件）
roster-changes-name = 变动明细
roster-losing-all = 以下 { $count } 人已绑定手机，导入后失去绑定：{ $names }
roster-losing-more = { $count } 人已绑定手机，导入后失去绑定：{ $names }等，见明细
roster-losing-many = 失去绑定的超过已绑定 { $bound } 人的十分之一，请先核对工号写法是否与上次一致。
roster-yes = 导入
roster-yes-all-the-same = 仍然导入
roster-no = 取消
roster-cancelled = 已取消，未导入。
roster-gone = 此花名册已导入、已取消，或搁置过久。如需导入，请重新发送。
roster-changed-meanwhile = 期间花名册有其他变动，请重新核对。
roster-no-office-left = 未导入：照此花名册，已绑定手机的人中将没有监察室人员或特邀监察专员，机器人将无人管理。请核对“聘任”表。
