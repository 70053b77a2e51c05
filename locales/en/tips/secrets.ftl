# Receipt codes, passphrases and keys that nothing asked for: deleted from the chat, and said so.

secrets-erased = It has been deleted from this chat.
secrets-left = It could not be deleted from this chat; please delete it yourself.
secrets-age-key = What you sent holds a secret key. It is not safe any more; please change it.
secrets-age-key-in-tip = That message holds a secret key and was not taken; what you wrote is kept.{" "}
secrets-receipt = What you sent holds a receipt code. To look it up, please send the code alone.
secrets-receipt-in-tip = That message holds a receipt code and was not taken; what you wrote is kept. Please tell nobody your code.{" "}
secrets-like-receipt = What you sent looks like a receipt code that is incomplete or wrong. To look it up, please check and type it again.
secrets-passphrase = No passphrase is asked for now. What you sent looks like one; it was not used for anything.
secrets-file = Please send no file; type it. A key file must not be sent here: if it was one, that key is not safe any more, please change it.
