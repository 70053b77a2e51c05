# 张贴海报
posters-button = 张贴海报
posters-head =
    <b>张贴海报</b>
    每个科室、支部一页，A4 纸，扫码即可反映该处的问题。
posters-chosen = 已选 { $count } 个：{ $names }{ $more ->
    [more] 等
   *[other] {""}
}
posters-ask = 只要个别科室的，请输入名称，可一次输入几个，用顿号分开。
posters-make = 生成已选的 { $count } 页
posters-clear = 重新选择
posters-all = 全部（{ $count } 页）
posters-words = 请输入科室或支部的名称，不超过 500 字。
posters-unknown = 没有找到：{ $names }。请换一种写法。
posters-several = 有 { $count } 个名称相近，请点选，或输入全称。
posters-progress = 正在生成海报，请稍候。已完成 { $done }/{ $count } 页。
posters-made = 海报已生成，共 { $count } 页，可直接打印。
posters-file-name = 海报{ $count }页
