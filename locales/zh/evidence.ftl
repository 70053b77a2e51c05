# 证据文件：清除照片、文档、语音里的拍摄地点、设备、作者等信息；清除不了的不接收。

evidence-refused-kind = 这种文件里的作者、地点等信息无法清除，尚未接收。请拍照后发送照片，或转成 PDF 后再发。
evidence-refused-size = 文件超过 { $limit } MB，尚未接收。请拍照后发送照片，或分成几个较小的文件再发。
evidence-refused-bomb = 文件展开后过大，尚未接收。请拍照后发送照片，或分成几个较小的文件再发。
evidence-refused-broken = 文件已损坏或不完整，尚未接收。请重新发送，或拍照后发送照片。
evidence-refused-locked = 文件有密码或已加密，尚未接收。请去掉密码后再发，或拍照后发送照片。
