from __future__ import annotations

from cli.console_here import console_here, ending_at_ctrl_c, somebody, stay
from cli.files import BRIEF_WITHOUT_ASSETS, STATE_FILE, readable
from cli.local_run import LocalState, announced, local_run, only_one
from cli.terminal import say
from local.people import Person
from local.stack import LocalStack


def up(port: int | None) -> None:
    """Keep it running until Ctrl-C. Raises LocalAwsFailed if it dies before that."""
    with (
        only_one(STATE_FILE),
        local_run("up", port) as stack,
        announced(STATE_FILE, _state(stack)),
        ending_at_ctrl_c(),
        console_here(stack) as address,
    ):
        _say_how_to_use(stack, address)
        stay(stack)


def _state(stack: LocalStack) -> LocalState:
    return LocalState(stack.endpoint_url, stack.region, stack.outputs)


def _say_how_to_use(stack: LocalStack, console: str | None) -> None:
    outputs = stack.outputs
    say(f"local AWS at {stack.endpoint_url}", "bold green")
    say(f"  bucket  {outputs['bucket']}")
    say(f"  table   {outputs['table']}")
    say(f"  bus     {outputs['busName']}")
    if "apiUrl" in outputs:
        person = somebody(stack)
        say(f"  API     {outputs['apiUrl']}/api")
        if console:
            say(f"  console {console}")
        say(f"  sign in as {person.email} with {person.password}")
        say("to call the API as docs/api.md shows it, paste:")
        say(f"  {api_settings(stack, person)}")
    say("for any other AWS client, paste:")
    say(f"  export AWS_ENDPOINT_URL={stack.endpoint_url} AWS_DEFAULT_REGION={stack.region}")
    say(f"  export AWS_ACCESS_KEY_ID={stack.access_key} AWS_SECRET_ACCESS_KEY={stack.secret_key}")
    say("try in another terminal:")
    say(f"  creative submit {readable(BRIEF_WITHOUT_ASSETS)} --watch")
    say("  creative download ID --open")
    say("Ctrl-C ends it; nothing of it stays")


def api_settings(stack: LocalStack, person: Person) -> str:
    """What the lines of docs/api.md need, as a shell takes it."""
    names = {"API": stack.outputs["apiUrl"], "CLIENT": stack.outputs["userPoolClientId"], "COGNITO": stack.endpoint_url}
    names |= {"EMAIL": person.email, "PASSWORD": person.password}
    return "export " + " ".join(f"{name}={text}" for name, text in names.items())
