# 安装：gridbot setup、gridbot service
setup-help-service = 打印 systemd 服务文件（收紧了权限）
setup-help-user = 以哪个系统帐号运行
setup-help-folder = 机器人的文件夹
setup-path-odd = 服务文件中不能写 { $path }：含引号、反斜线或换行。请换一个文件夹。
