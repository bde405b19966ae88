import cProfile, pstats, time
from tests.browser import house as h
def test_scratch(transactional_db, wagtail_site, tmp_path):
    t=time.time(); h.call_command("flush", verbosity=0, interactive=False); print("flush", time.time()-t)
    t=time.time(); p=h.read_package(h.INDUCTION); print("read", time.time()-t)
    pr=cProfile.Profile(); pr.enable()
    t=time.time(); h.load_package(p, h.timezone.now(), publish=True); print("load", time.time()-t)
    pr.disable()
    pstats.Stats(pr).sort_stats("cumulative").print_stats(45)
    t=time.time(); h.load_demo(h.timezone.now()); print("demo", time.time()-t)
