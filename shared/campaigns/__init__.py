"""The state of campaigns in DynamoDB: the truth that the manifest projects."""
