from tests.databases import *  # noqa: F403
from tests.receivers import receiver, slack  # noqa: F401
from tests.smtp import mail_server  # noqa: F401
