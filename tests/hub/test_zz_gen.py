import pytest
from tests.hub.test_permissions import *
@pytest.mark.django_db
def test_gen():
    out={}
    for role in ROLES:
        for m in ["get","post"]:
            with transaction.atomic():
                sp=make_specimens(); c=client_of(role); ck=c.cookies.output()
                for r in [*routes(admin.site.urls[0]), *EDITOR]:
                    out.setdefault(r,{}).setdefault(m,"")
                    out[r][m]+=outcome(c,m,r,address_of(r,sp))
                    if c.cookies.output()!=ck: c=client_of(role); ck=c.cookies.output()
                transaction.set_rollback(True)
    open("/tmp/table.txt","w").write("\n".join(f"{r:60} {s['get']} {s['post']}" for r,s in out.items()))
