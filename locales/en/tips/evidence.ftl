# Evidence: place, device and author are taken out of photos, documents and voice; what can't be cleaned is refused.

evidence-refused-kind = The author, place and the like can't be taken out of a file of this kind, so it was not accepted. Please take a photo of it and send that, or turn it into a PDF.
evidence-refused-size = The file is larger than { $limit } MB and was not accepted. Please take a photo of it and send that, or send it in smaller parts.
evidence-refused-bomb = The file unpacks to more than can be taken and was not accepted. Please take a photo of it and send that, or send it in smaller parts.
evidence-refused-broken = The file is damaged or incomplete and was not accepted. Please send it again, or take a photo of it and send that.
evidence-refused-locked = The file has a password or is encrypted and was not accepted. Please remove the password and send it again, or take a photo of it and send that.
evidence-refused-slow = The file is so complicated that it was not done within the time allowed, and was not accepted. Please take a photo of it and send that, or send it in smaller parts.
evidence-refused-sound = The device, the time and the like can't be taken out of a sound file, so it was not accepted. Please play it aloud and record it here as a voice message with the microphone held, or write down what is heard. Please keep the recording yourself.
evidence-refused-film = The place, the device and the like can't be taken out of a film, so it was not accepted. Please send screenshots of what matters, and write what is seen and when; sound can be recorded here as a voice message. Please keep the film yourself.
