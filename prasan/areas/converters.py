"""What an area's code looks like in an address, so that nothing else reaches a query."""


class AreaCode:
    """Two to eight digits: `<area:code>`."""

    regex = "[0-9]{2,8}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
