"""What the program asks for and the local AWS deliberately leaves out; each is reported when it is met."""

from __future__ import annotations

TLS_ONLY_BUCKET = "the bucket's policy that denies plain HTTP: this endpoint is plain HTTP, it would deny everyone"
ALARM_EMAILS = "e-mails of alarms: the subscription is there, nothing is sent"
BEDROCK_PERMISSIONS = "permissions on Bedrock: the image model answers whoever asks"
IMAGES_NOT_BUILT = "container images: functions run what their Dockerfiles copy, in this virtual environment"
