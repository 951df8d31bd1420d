import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.accounts.rights import Right
from prasan.assessments import workflow
from prasan.assessments.workflow import Move, Said, State, Tier


@pytest.mark.parametrize(
    ("steps", "standing", "whose"),
    [
        ([], State.DRAFT, Tier.SELF),
        (["filed"], State.FILED, Tier.DISTRICT),
        (["filed", "returned"], State.RETURNED, Tier.SELF),
        (["filed", "returned", "filed"], State.FILED, Tier.DISTRICT),
        (["filed", "verified"], State.VERIFIED, Tier.PROVINCE),
        (["filed", "verified", "sent_back"], State.SENT_BACK, Tier.DISTRICT),
        (["filed", "verified", "accepted"], State.ACCEPTED, None),  # locked: nobody's turn
        (["filed", "verified", "accepted", "reopened"], State.REOPENED, Tier.SELF),
    ],
)
def test_the_state_follows_from_the_steps(steps, standing, whose):
    assert workflow.state(steps) == standing
    assert workflow.turn(standing) == whose


MAY = {
    (Move.FILED, State.DRAFT): {Right.ASSESS},
    (Move.FILED, State.RETURNED): {Right.ASSESS},
    (Move.FILED, State.REOPENED): {Right.ASSESS},
    (Move.VERIFIED, State.FILED): {Right.VERIFY},
    (Move.VERIFIED, State.SENT_BACK): {Right.VERIFY},
    (Move.RETURNED, State.FILED): {Right.VERIFY},
    (Move.RETURNED, State.SENT_BACK): {Right.VERIFY},
    (Move.ACCEPTED, State.VERIFIED): {Right.DECIDE},
    (Move.SENT_BACK, State.VERIFIED): {Right.DECIDE, Right.VERIFY},
    (Move.REOPENED, State.FILED): {Right.ASSESS},  # the centre takes it back itself
    (Move.REOPENED, State.ACCEPTED): {Right.DECIDE},
}


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("standing", State)
def test_a_step_is_taken_only_where_it_may(move, standing):
    rights = set(workflow.rights_for(move, standing))

    assert rights == MAY.get((move, standing), set())
    assert workflow.may_take(move, standing) == bool(rights)


@given(st.lists(st.sampled_from(Move)))
def test_an_accepted_result_is_left_only_by_reopening(moves):
    taken: list[str] = []
    for move in moves:
        if workflow.may_take(move, workflow.state(taken)):
            assert not taken or taken[-1] != Move.ACCEPTED or move == Move.REOPENED
            taken.append(move)
    # Nothing is accepted that was not verified, nothing verified that was not filed.
    for place, move in enumerate(taken):
        if move == Move.ACCEPTED:
            assert taken[place - 1] == Move.VERIFIED
        if move == Move.VERIFIED:
            assert Move.FILED in taken[:place]


def test_each_tier_scores_by_a_right_of_its_own():
    rights = [workflow.right_to_score(tier) for tier in Tier]

    assert rights == [Right.ASSESS, Right.VERIFY, Right.DECIDE]


@pytest.mark.parametrize("standing", State)
def test_every_state_tells_who_is_waited_for(standing):
    assert workflow.told(standing)


@pytest.mark.parametrize(
    ("said", "is_overruled"),
    [
        (Said("1.1", 2, suggested=2), False),
        (Said("1.1", 1, suggested=2), True),
        (Said("1.1", 0, suggested=2), True),  # no points is a word too
        (Said("1.1", None, suggested=2), False),  # nothing said yet
        (Said("1.1", None, is_not_applicable=True, suggested=2), True),
        (Said("1.1", 2), False),  # nothing computed
    ],
)
def test_points_that_differ_from_the_computed_are_overruled(said, is_overruled):
    assert workflow.is_overruled(said) == is_overruled


def test_gaps_are_named_with_what_to_do():
    answers = [
        Said("1.1", None),
        Said("1.2", 0),
        Said("1.3", None, is_not_applicable=True),
        Said("2.1", 2, suggested=1),
        Said("2.2", 2, suggested=1, note=" "),
        Said("2.3", 2, suggested=1, note="มีสมุดประชุมที่ยังไม่ได้บันทึก"),
    ]

    gaps = workflow.gaps(answers)

    assert [number for number, _ in gaps] == ["1.1", "2.1", "2.2"]
    assert gaps[0][1] == "ยังไม่ได้เลือกคะแนน"
    assert gaps[1][1] == "ให้ต่างจากที่ระบบคิดไว้ (1) เขียนเหตุผลสั้น ๆ"


def test_an_overruled_value_waits_for_its_second_person():
    answers = [
        Said("1.1", 2, suggested=1),
        Said("1.2", 2, suggested=1, is_confirmed=True),
        Said("1.3", 1, suggested=1),
    ]

    assert workflow.unconfirmed(answers) == ["1.1"]


def test_the_second_person_is_someone_else():
    assert workflow.may_confirm(scorer=1, second=2)
    assert not workflow.may_confirm(scorer=1, second=1)


def test_a_tier_that_differs_says_why():
    below = {"1.1": Said("1.1", 2), "1.2": Said("1.2", 2), "1.3": Said("1.3", None, True)}

    above = [Said("1.1", 1), Said("1.2", 1, note="ไม่เห็นหลักฐาน"), Said("1.3", 0)]

    assert workflow.unreasoned(below, above) == ["1.1", "1.3"]


@pytest.mark.parametrize(
    ("answers", "drawn"),
    [(0, 0), (1, 1), (5, 5), (24, 5), (25, 5), (36, 6), (184, 13), (2300, 30)],
)
def test_a_sample_is_the_square_root_within_bounds(answers, drawn):
    assert workflow.sample_size(answers) == drawn


keys = st.sets(st.text(min_size=1, max_size=6), max_size=60)


@given(keys, st.text(max_size=8))
def test_a_sample_is_the_same_whenever_it_is_drawn(keys, seed):
    drawn = workflow.sample(keys, seed)

    assert drawn == workflow.sample(sorted(keys, reverse=True), seed)
    assert len(drawn) == len(set(drawn)) == workflow.sample_size(len(keys))
    assert set(drawn) <= keys


def test_another_seed_draws_others():
    keys = [str(number) for number in range(100)]

    assert workflow.sample(keys, "district|2568") != workflow.sample(keys, "province|2568")


@pytest.mark.parametrize(
    ("points", "wanted_from", "proofs", "lacks"),
    [
        (2, None, 0, True),
        (0, None, 0, False),  # no points claim nothing
        (None, None, 0, False),
        (1, 2, 0, False),
        (2, 2, 0, True),
        (2, 2, 1, False),
        (0, 0, 0, False),
    ],
)
def test_points_without_the_proof_they_want_are_pointed_out(points, wanted_from, proofs, lacks):
    assert workflow.lacks_proof(points, wanted_from=wanted_from, proofs=proofs) == lacks
