# 轮岗提示：任现职满几年、岗位有高等级风险的领导干部
watch-kind-rotation = 轮岗提示
rotation-title = 轮岗提示表
rotation-open = 轮岗提示
rotation-head = <b>轮岗提示</b>
    岗位有{ $levels }廉政风险、任现职已满或一年内将满 { $years } 年的领导干部。满前 { $days } 天、满期当天及此后每年提示一次。
rotation-none = <b>轮岗提示</b>
    目前没有任现职已满或一年内将满 { $years } 年的领导干部（岗位有{ $levels }廉政风险）。
    以花名册的“任现职时间”和已审定的廉政风险为准。
rotation-off = <b>轮岗提示</b>
    尚未设置对哪些风险等级的岗位提示，请信息科在设置文件 [rotation] 中填写。
rotation-letter = <b>轮岗提示</b>
    以下领导干部的岗位有{ $levels }廉政风险，任现职已满或将满 { $years } 年：
rotation-who = { $n }. { $post } { $name }（{ $grid }）
rotation-line-past = 　{ $since }任现职，{ $full }已满 { $years } 年
rotation-line-soon = 　{ $since }任现职，{ $full }将满 { $years } 年
rotation-line-unknown = 　任现职时间未填，请在花名册中补填
rotation-more = 另有 { $count } 人，请查看名单。
rotation-look = 查看名单
rotation-export = 导出 xlsx
rotation-column-n = 序号
rotation-column-name = 姓名
rotation-column-post = 职务
rotation-column-rank = 职级
rotation-column-grid = 所在网格
rotation-column-levels = 风险等级
rotation-column-since = 任现职时间
rotation-column-full = 满期日期
rotation-column-standing = 情况
rotation-standing-past = 已满
rotation-standing-soon = 一年内将满
rotation-standing-unknown = 任现职时间未填
rotation-doctor = 轮岗提示：岗位有{ $levels }廉政风险、任现职将满 { $years } 年的领导干部，提前 { $days } 天。
rotation-doctor-off = 轮岗提示没有启用：[rotation] levels 为空。
rotation-doctor-no-risks = 轮岗提示没有依据：目前所用的廉政风险台账（risk）没有 [rotation] 所列的等级（{ $levels }）或“已审定”状态（approved）。请修改 [rotation] levels 或该台账。
