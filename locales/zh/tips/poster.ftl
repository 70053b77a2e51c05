# 张贴在科室的海报，以及扫码进入后的提示。

poster-title = 反映问题请扫码
poster-place = { $hospital } · { $grid }
poster-scan = 用 Telegram 扫一扫，可以匿名
poster-promises =
    不保存您的账号、姓名、电话，只记日期
    内容在保存前加密，只有受理人能打开
    凭回执码查询进展、补充材料
    任何人无权追查是谁反映的
poster-scan-page = 用手机扫一扫，在浏览器里打开，可以匿名
poster-promises-page =
    不需要账号，不经过 Telegram
    内容在您的浏览器里加密，只有受理人能打开
    不保存您的姓名、电话、网络地址，只记日期
    凭回执码查询进展、补充材料
    任何人无权追查是谁反映的
poster-bot = 也可以用 Telegram 反映；页面校验值：
poster-department = 科室：{ $grid }（提交前可以修改）
poster-help-command = 生成各科室张贴用的海报（PDF，每页一个二维码）
poster-help-out = 要写入的 PDF 文件
poster-help-grid = 只要这个网格代码的，可重复
poster-unknown-grid = 没有代码为 { $code } 的网格，请核对。
poster-none = 还没有科室，请先导入名册。
