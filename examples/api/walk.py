"""The whole way through the API with nothing but Python: sign in, bring a picture, submit, wait, show the pictures.

    python walk.py API_URL COGNITO_URL CLIENT_ID EMAIL picture.png          the password is in CREATIVE_PASSWORD

COGNITO_URL is https://cognito-idp.REGION.amazonaws.com; of the local AWS, the address that `creative up` prints.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any
from uuid import uuid4

MOST = 0.06  # USD: the price of a product whose picture is reused


def main(api: str, cognito: str, client: str, email: str, picture: Path) -> None:
    headers = {"Authorization": f"Bearer {token(cognito, client, email, os.environ['CREATIVE_PASSWORD'])}"}
    file = picture.read_bytes()
    form = call(f"{api}/api/assets", {"name": picture.name, "sha256": hashlib.sha256(file).hexdigest()}, headers)
    post_form(form["url"], form["fields"], file)
    product = {"name": picture.stem, "existing_assets": form["path"]}
    brief = {"campaign_name": "Walk", "campaign_message": "Come along", "products": [product]}
    wanted = {"name": "walk.json", "text": json.dumps(brief), "at_most": MOST}
    submitted = call(f"{api}/api/campaigns", wanted, {**headers, "Idempotency-Key": f"walk-{uuid4()}"})
    print(f"{submitted['campaign_id']} costs {submitted['estimate']['cost']:.2f} USD", file=sys.stderr)
    url = f"{api}/api/campaigns/{submitted['campaign_id']}"
    while not settled(call(url, None, headers)):
        time.sleep(1)
    page = call(f"{url}/products", None, headers)
    for product in page["products"]:
        for variant in product["variants"]:
            print(variant["format"], variant["url"])


def token(cognito: str, client: str, email: str, password: str) -> str:
    asked = {
        "ClientId": client,
        "AuthFlow": "USER_PASSWORD_AUTH",
        "AuthParameters": {"USERNAME": email, "PASSWORD": password},
    }
    target = {
        "X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth",
        "Content-Type": "application/x-amz-json-1.1",
    }
    access: str = call(cognito, asked, target)["AuthenticationResult"]["AccessToken"]
    return access


def settled(answer: Any) -> bool:
    if answer["rejection"]:
        sys.exit(f"refused: {answer['rejection']['problems']}")
    return bool(answer["campaign"]) and answer["campaign"]["status"] != "processing"


def call(url: str, body: object, headers: dict[str, str]) -> Any:
    """Posts `body`, if there is one. Raises urllib's HTTPError, whose body says what is wrong."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json", **headers})  # noqa: S310
    with urllib.request.urlopen(request) as response:  # noqa: S310
        return json.load(response)


def post_form(url: str, fields: dict[str, str], file: bytes) -> None:
    edge = uuid4().hex
    part = '--{}\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n'
    head = "".join(part.format(edge, name, "") + text + "\r\n" for name, text in fields.items())
    head += part.format(edge, "file", '; filename="file"')
    body = head.encode() + file + f"\r\n--{edge}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={edge}"}
    urllib.request.urlopen(urllib.request.Request(url, body, headers)).close()  # noqa: S310


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    main(*sys.argv[1:5], Path(sys.argv[5]))
