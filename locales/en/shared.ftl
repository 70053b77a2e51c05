# The Redis that several processes share
shared-away = The Redis named by [processes] redis cannot be reached. Please check the address, and whether Redis is running.
shared-locked = Redis does not accept the password in [processes] redis. Please check it.
shared-unasked = Redis does not let its settings be read, so that nobody can tell whether it writes to a disk. Please allow the bot's account to read them: ACL SETUSER account +config|get +info. Where a provider forbids CONFIG, please run a Redis of your own.
shared-keeps = Redis writes what it holds to a disk ({ $settings }). Please set save "" and appendonly no in its configuration, restart Redis and start again.
shared-copies = Redis has replicas, or is one: what it holds is sent elsewhere. Please use a Redis without replicas.
shared-apart = The processes did not agree on the keys they share. Please start again in a moment; if that fails, stop all processes first.
shared-no-package = The package for Redis is not installed: pip install 'gridbot[processes]'
shared-wrong-url = [processes] redis should look like redis://127.0.0.1:6379/0
shared-doctor-good = Redis answers, writes nothing to a disk and has no replicas
shared-busy = The system is busy for the moment. Please try again shortly; what has been submitted is kept.
