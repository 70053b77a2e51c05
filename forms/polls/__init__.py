"""Forms of polls (测评, 问卷): their language, their reader, and those that come with the product."""
