# Refusals while a form is filled in: each says what would be right.
forms-answer-not-a-whole-number = Please enter a whole number from { $minimum } to { $maximum }.
forms-answer-not-an-amount = Please enter an amount from { $minimum } to { $maximum } yuan, with at most two decimals.
forms-answer-not-a-date = Please enter a date such as 2024-06-30.
forms-answer-not-a-choice = Please choose with a button below.
forms-answer-not-a-file = Please send a photo or a file.
forms-answer-too-many-files = At most { $limit } files.
forms-answer-too-long = At most { $limit } characters; you sent { $length }. Please shorten it.
forms-answer-not-a-text = Please type your answer or use a button below.
forms-answer-empty = Please enter some text.
forms-answer-required = This question needs an answer.
forms-answer-not-asked = This question is no longer asked; here is the latest page.
forms-zero-not-offered = This form cannot be filed as a zero report; please fill it in.
