"""The small world of the apps' tests, for tests that cross them."""

from prasan.conftest import (  # noqa: F401 - fixtures
    areas,
    ban_rong,
    lom_raet,
    member,
    ngao,
    ngao_officer,
    pong_tao,
    province_officer,
    reach_of,
    reader,
    someone,
    system,
    tambon_officer,
    thoen,
    thoen_officer,
    today,
)
