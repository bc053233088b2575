"""Subject."""
def run(args):
    yield {}
def wrong(result):
    return False
