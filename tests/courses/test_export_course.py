"""scratch"""
from pathlib import Path
from io import StringIO
import time
from django.core.management import call_command
from tests.content import SmallCourse
from courses.package.loading import load_package, read_package
from django.utils import timezone

def test_it(course: SmallCourse) -> None:
    out = StringIO()
    t=time.time(); 
    p = read_package(Path("/work/main/courses/induction")); print("read", time.time()-t); t=time.time()
    load_package(p, timezone.now(), publish=True); print("load", time.time()-t); t=time.time()
    call_command("export_course", "induccion", "/tmp/exp/ind", force=True, stdout=out); print("exp", time.time()-t)
    print(out.getvalue())
    t=time.time()
    r = load_package(read_package(Path("/tmp/exp/ind")), timezone.now(), publish=True); print("load again", time.time()-t); t=time.time()
    print(r.created, r.updated, len(r.unchanged), r.kept, r.gone)
