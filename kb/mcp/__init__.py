"""What agents are told over the Model Context Protocol: the same facts, quotable and checkable.

Nothing here needs the protocol's SDK, but `serving`, which puts the tools on a server.
"""
