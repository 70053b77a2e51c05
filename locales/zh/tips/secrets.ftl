# 没有请您输入时发来的回执码、口令、密钥：从聊天中删除，并说明。

secrets-erased = 已从本聊天中删除。
secrets-left = 未能从本聊天中删除，请自行删除。
secrets-age-key = 您发来的内容里有私钥，它已不再安全，请更换。
secrets-age-key-in-tip = 刚才这条里有私钥，没有记下，已写的内容都在。
secrets-receipt = 您发来的内容里有回执码。需要查询的，请只发回执码。
secrets-receipt-in-tip = 刚才这条里有回执码，没有记下，已写的内容都在。回执码只由您自己保管，请不要告诉任何人。
secrets-like-receipt = 您发来的像是回执码，但不完整或有误。需要查询的，请核对后重新输入。
secrets-passphrase = 现在不需要输入口令。您发来的文字像是口令，没有用作其他。
secrets-file = 请不要发文件，请用文字输入。密钥文件不得发到这里；如果发来的是密钥文件，该密钥已不再安全，请更换。
