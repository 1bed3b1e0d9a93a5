"""What may have happened before the calls of a stage are spoiled: each function makes one step of a scenario."""

from __future__ import annotations

from collections.abc import Callable

from local.imagemodel.faults import Fault as ModelFault
from operations.cancel import Cancelling
from operations.delete import Deleting
from shared.campaigns import items
from shared.campaigns.brief_rows import BriefRows
from shared.campaigns.store import CampaignStore
from shared.keys import ASSETS_PREFIX
from shared.publisher import Publisher
from tests.faults.account import Account
from tests.faults.delivery import deliver
from tests.faults.resources import empty_bucket
from tests.faults.spoiling import Fault

Step = Callable[[Account], object]


def asset(path: str, picture: bytes) -> Step:
    return lambda account: account.put(ASSETS_PREFIX + path, picture)


def uploaded(brief: object, filename: str = "brief.json") -> Step:
    return lambda account: account.upload(brief, filename)


def deleted(key: str) -> Step:
    """For good, with every version."""
    return lambda account: empty_bucket(account.s3, account.bucket, key)


def done(*stages: str) -> Step:
    """These stages have taken all their messages."""
    return lambda account: deliver(account, *stages)


def lost(stage: str) -> Step:
    """What waits in the stage's queue is gone, as after an operator's purge."""
    return lambda account: account.take(account.queue(stage))


def later(seconds: int) -> Step:
    """What a function has left hidden in its queue is seen again after that time."""
    return lambda account: account.clock.pass_by(seconds)


def again(stage: str, message: int = 0) -> Step:
    """A message that the stage has had comes once more, as EventBridge and S3 may send twice."""
    return lambda account: account.send(stage, account.delivered[stage][message])


def model(kind: str, **details: object) -> Step:
    """What the image model does next, but for drawing a picture."""
    return lambda account: account.model.expect(ModelFault(kind, **details))  # type: ignore[arg-type]


def retired(model_id: str) -> Step:
    return lambda account: account.model.retire(model_id)


def cancelled(account: Account) -> None:
    """Every campaign that is on its way; the parser is told, and has not heard it yet."""
    publisher = Publisher(account.session.client("events"), str(account.graph.outputs["busName"]), "parser")
    cancelling = Cancelling(account.dynamodb, account.table, publisher)
    for row in account.rows():
        if row["sk"]["S"] == items.META:
            cancelling.run(row["campaign_id"]["S"], "request", None)


def deleted_campaigns(account: Account) -> None:
    """Every campaign that is settled."""
    campaigns, rows = CampaignStore(account.dynamodb, account.table), BriefRows(account.dynamodb, account.table)
    deleting = Deleting(account.s3, account.bucket, campaigns, rows)
    for row in account.rows():
        if row["sk"]["S"] == items.META:
            deleting.run(deleting.planned(row["campaign_id"]["S"]), "request", None)


def first_seed_withheld(account: Account) -> None:
    """The model's filter withholds what the first request orders, whenever it comes."""
    account.model.withholds_first = True


def killed(stage: str, call: str) -> Step:
    """The function was killed after its first such call; its message is hidden yet."""

    def step(account: Account) -> None:
        account.spoiler.prepare(Fault.KILLED, call)
        deliver(account, stage, watched=stage, wait=False)
        account.spoiler.prepare()

    return step
