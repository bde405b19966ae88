import time
from tests.browser.steps import let_in
from roleplay.models import ScenarioPage, ScenarioVersion
from tests.browser.test_trainer_journey import *
from tests.browser.axe import axe_findings
def test_shots(house, page, station):
    let_in(page.context, "andres", house)
    for v in ScenarioVersion.objects.order_by("created_at"): print(v, v.created_at, v.engine)
    s = ScenarioPage.objects.get(title="Cuarta llamada")
    t=time.time()
    def lap(x):
        nonlocal t
        print(x, round(time.time()-t,1)); t=time.time()
    page.goto(f"/admin/pages/{s.pk}/edit/#tab-conversation"); lap("goto")
    print(page.evaluate("document.querySelectorAll('*').length"))
    axe_findings(page, ".desk-brand"); lap("axe")
    page.locator("#panel-child-conversation-beats-section section button[data-panel-toggle]").first.click(); lap("toggle")
    f=page.locator("[name='beats-0-value-lines-0-value-text']"); f.fill(f.input_value()+" ¡Ya!"); lap("fill")
    expect(preview(page).locator("body")).to_contain_text("¡Ya!"); lap("preview")
    tab=preview_alone(page); lap("alone")
    tab.set_viewport_size({"width":360,"height":740})
    print(tab.evaluate("""() => { const w=document.documentElement.clientWidth; 
       return [...document.querySelectorAll('body *')].filter(e=>e.getBoundingClientRect().right>w+1).map(e=>e.outerHTML.slice(0,150)+' '+Math.round(e.getBoundingClientRect().right))}"""))
    tab.screenshot(path="/tmp/shots/prev360.png", full_page=True)
    lap("tab")
    axe_findings(tab); lap("axe tab")
    station(page, "36-x", OUR_EDITOR); lap("station")
    publish(page); lap("publish")
