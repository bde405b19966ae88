"""Practice inside a lesson: what an option teaches is not in the page before it is tried."""

from cms.models import User
from tests.content import SmallCourse
from tests.people import ClientOf, Enrolled

RIGHT, WRONG = "Abre la conversación sin costar nada.", "El papel puede esperar diez segundos."


def test_only_the_option_tried_is_explained(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(new_hire)
    browser = client_of(new_hire)
    untried = browser.get(course.screen(2)).content.decode()
    assert "¿Qué va primero?" in untried
    assert RIGHT not in untried
    assert WRONG not in untried

    block = course.lesson_page(course.greet).body[1].value["blocks"][1]
    right, wrong = (option.id for option in block.value["options"].bound_blocks)
    tried = browser.get(course.screen(2), {"try": f"{block.id}:{wrong}"}).content.decode()
    assert WRONG in tried
    assert RIGHT not in tried
    tried = browser.get(course.screen(2), {"try": f"{block.id}:{right}"}).content.decode()
    assert RIGHT in tried
    assert WRONG not in tried


def test_nonsense_in_the_address_is_no_error(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(new_hire)
    for tried in (":", "x", "a:b:c", "<script>"):
        page = client_of(new_hire).get(course.screen(2), {"try": tried})
        assert page.status_code == 200
        assert RIGHT not in page.content.decode()
