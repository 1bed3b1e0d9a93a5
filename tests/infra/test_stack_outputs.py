from __future__ import annotations

from infra.names import STAGES
from tests.infra.recorded import ACCOUNT, DIGEST, HOST, REGION, Graph

URL = f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/dev-creative-automation"


def test_the_outputs_name_all_that_a_client_needs(dev: Graph) -> None:
    outputs = dict(dev.outputs)
    assert outputs.pop("dashboardUrl").startswith(f"https://{REGION}.console.aws.amazon.com/cloudwatch/")
    assert outputs == {
        "bucket": f"dev-creative-automation-{ACCOUNT}",
        "busName": "dev-creative-automation",
        "busArn": f"arn:aws:events:{REGION}:{ACCOUNT}:event-bus/dev-creative-automation",
        "table": "dev-creative-automation-campaigns",
        "rates": {"generation": 0.3, "processing": 0.01, "variants": 0.05},
        "imageModel": "stability.stable-image-core-v1:1",
        "queueUrls": {stage: f"{URL}-{stage}" for stage in STAGES},
        "dlqUrls": {stage: f"{URL}-{stage}-dlq" for stage in STAGES},
        "undeliveredUrls": {
            r: f"{URL}-{r}-undelivered"
            for r in ("generate", "reuse", "render", "contact-sheet", "render-again", "paint-again", "cancel", "audit")
        },
        "functions": {stage: f"dev-creative-automation-{stage}" for stage in STAGES},
        "images": {stage: f"{HOST}/dev-creative-automation-{stage}@{DIGEST}" for stage in STAGES},
        "apiUrl": f"https://http-api-id.execute-api.{REGION}.amazonaws.com",
        "userPoolId": "people-id",
        "userPoolClientId": "people-client-id",
        "consoleUrl": "https://d111111abcdef8.cloudfront.net",
        "consoleClientId": "console-client-id",
        "consoleCdnDomain": "d111111abcdef8.cloudfront.net",
        "signInUrl": f"https://dev-creative-automation-{ACCOUNT}.auth.{REGION}.amazoncognito.com",
        "alarmTopicArns": {
            name: f"arn:aws:sns:{REGION}:{ACCOUNT}:dev-creative-automation-{name}" for name in ("urgent", "notice")
        },
    }


def test_two_stacks_of_an_account_share_no_name(dev: Graph, prod: Graph) -> None:
    def names(graph: Graph) -> set[str]:
        """Without what only has to differ within its role, API or user pool."""
        keys = ("name", "bucket", "policyName", "dashboardName")
        within = {"role", "apiId", "userPoolId"}
        owned = [r.inputs for r in graph.resources if not within & r.inputs.keys() or r.type.endswith(":Function")]
        return {str(inputs[key]) for inputs in owned for key in keys if key in inputs}

    assert names(dev) & names(prod) == set()
    assert [name for name in names(dev) if "dev" not in name] == []
