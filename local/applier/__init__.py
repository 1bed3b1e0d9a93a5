"""How a resource of the Pulumi program is made with boto3 in the local AWS; `table` has them all."""
