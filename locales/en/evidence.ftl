# Evidence: place, device and author are taken out of photos, documents and voice; what can't be cleaned is refused.

evidence-refused-kind = The author, place and the like can't be taken out of a file of this kind, so it was not accepted. Please take a photo of it and send that, or turn it into a PDF.
evidence-refused-size = The file is larger than { $limit } MB and was not accepted. Please take a photo of it and send that, or send it in smaller parts.
evidence-refused-bomb = The file unpacks to more than can be taken and was not accepted. Please take a photo of it and send that, or send it in smaller parts.
evidence-refused-broken = The file is damaged or incomplete and was not accepted. Please send it again, or take a photo of it and send that.
evidence-refused-locked = The file has a password or is encrypted and was not accepted. Please remove the password and send it again, or take a photo of it and send that.
