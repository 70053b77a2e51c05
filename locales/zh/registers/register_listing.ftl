registers-narrowed = 筛选：{ $by }
registers-narrowed-words = “{ $words }”
registers-narrowed-none = 没有符合筛选条件的记录。
registers-narrow-button = 筛选
registers-narrow = <b>{ $register } · 筛选</b>
    请选择筛选方式。
registers-narrow-s = 按状态
registers-narrow-l = 按类别
registers-narrow-g = 按科室
registers-narrow-w = 按编号或关键词
registers-narrow-off = ✕ { $by }
registers-narrow-none = 清除全部筛选
registers-narrow-which-s = <b>{ $register } · 筛选</b>
    查看哪种状态的记录？
registers-narrow-which-l = <b>{ $register } · 筛选</b>
    查看哪一类记录？
registers-narrow-which-g = <b>{ $register } · 筛选</b>
    查看哪个科室的记录？
registers-narrow-which-w = <b>{ $register } · 筛选</b>
    请输入编号、标题中的文字或拼音首字母。
registers-narrow-all-of = { $grid }（含下级）
registers-public = 公示中（{ $count }）
registers-public-head = <b>{ $register } · 公示中</b>
registers-public-none = 目前没有公示中的记录。
registers-figures-button = 统计
registers-figures = <b>{ $register } · 统计</b>
registers-figures-none = 目前没有统计数字。
registers-drafted = 有一份未提交的草稿，点“新增”可继续填写。
registers-drop = 删除草稿
registers-drop-sure = <b>{ $register }</b>
    确定删除未提交的草稿“{ $title }”吗？
registers-drop-untitled = 尚未填写标题
registers-drop-yes = 删除草稿
registers-dropped = 草稿已删除。
registers-newest = 此事项刚刚已有人办理，以下为最新情况。
registers-kept = 已保存，以后可继续填写。
