# 设置
menu-settings = 设置
command-settings = 设置：花名册等
help-settings = /settings 设置：花名册等，由监察室和特邀监察专员办理
access-not-office = 此功能由监察室和特邀监察专员使用。
settings-head =
    <b>设置</b>
    请选择要设置的内容。
settings-people = 人员

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

# 花名册：单项变更
roster-edit = 单项变更
roster-edit-which =
    <b>花名册 · 单项变更</b>
    请选择变更事项。新增人员、改职务职级的，请用表格。
roster-edit-move = 调整科室
roster-edit-inspector = 更换特邀监察员
roster-edit-leave = 离院
roster-edit-join = 新设科室、支部
roster-edit-rename = 科室、支部更名
roster-edit-words = 请输入文字，一行，不超过 50 字。
roster-edit-nobody = 没有找到，请换一种写法。
roster-edit-no-grid = 没有找到，请换一种写法。
roster-who-move = 谁调整科室？请输入姓名、拼音首字母或工号。
roster-who-inspector = 由谁担任特邀监察员？请输入姓名、拼音首字母或工号。
roster-who-leave = 谁离院？请输入姓名、拼音首字母或工号。
roster-person = { $name } · { $post }（{ $grid }）
roster-where-move = 调到哪里？请输入科室或支部名称。
roster-where-inspector = 担任哪里的特邀监察员？请输入科室或支部名称。
roster-where-join = 设在哪里之下？请输入支部或医院名称。
roster-where-rename = 哪个科室或支部更名？请输入现在的名称。
roster-kind-ask = 属于哪一类科室？
roster-name-join = { $grid }下新设的科室或支部叫什么？请输入名称。
roster-name-rename = { $grid }改叫什么？请输入新名称。
roster-from-ask = 从哪一天起？请点选，或输入日期，例如 6月15日。前任任到前一天。
roster-from-far = 请选择今天至一年以内的日子。
