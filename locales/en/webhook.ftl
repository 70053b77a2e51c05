# Several processes: Telegram sends messages to this machine (webhook)
webhook-help-command = Set where Telegram sends messages (for several processes, see docs/processes.md)
webhook-help-run = Run as one of several processes, to which Telegram sends messages (needs PostgreSQL and Redis, see docs/processes.md)
webhook-help-set = Have Telegram send messages to [webhook] url
webhook-help-remove = Remove it, so that one process fetches messages again
webhook-help-show = Show where Telegram sends messages now, and whether they arrive

webhook-set = Set: messages are sent to { $host } ({ $count } waiting).
webhook-removed = Removed. The { $count } messages that wait are kept, and fetched by gridbot run.
webhook-none = Not set; gridbot run fetches messages by itself ({ $count } waiting).
webhook-shown = Messages are sent to { $host }, at most { $most } at once; { $count } waiting.
webhook-failed = A message could last not be handed over at { $when }. Telegram says: { $reason }. Please check Caddy or nginx in front, the certificate, and whether gridbot run --webhook is running.
webhook-refused = Telegram did not accept it: { $reason }
webhook-no-url = Please enter the outside address in [webhook] url of the configuration, for example "https://bot.example.org".
webhook-no-listen = Please enter where this process receives messages in [webhook] listen of the configuration, for example "127.0.0.1:8443".
webhook-cannot-listen = Cannot receive messages on { $address }: { $reason }. Please check [webhook] listen, or take another port.
webhook-needs-postgresql = Several processes (--webhook) need PostgreSQL: please enter [database] url, or leave --webhook out to run one process.
webhook-needs-redis = Several processes (--webhook) need a Redis that they share: please enter [processes] redis, or leave --webhook out to run one process.
webhook-still-set = Telegram sends messages to { $host }, and refuses to have them fetched (409 Conflict). Please start with gridbot run --webhook; to go back to one process, stop the others first, then run gridbot webhook remove.

command-doctor-webhook = Messages are sent to { $host } and arrive
command-doctor-webhook-unset = The webhook is not set: gridbot run --webhook sets it when it starts, or run gridbot webhook set
command-doctor-webhook-other = Telegram sends messages to { $host }, which is not what [webhook] says: please run gridbot webhook set, or restart gridbot run --webhook
command-doctor-webhook-left = [webhook] is empty, but Telegram sends messages to { $host }, and gridbot run gets none: please run gridbot webhook remove
command-doctor-webhook-pending = { $count } messages wait: there may be too few processes, or they were stopped a while ago
