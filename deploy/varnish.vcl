# Varnish before the sites. It keeps a page as long as the site says (SHARED_MAX_AGE) and forgets all of them on PURGE
# from a machine of ours, which the site sends after each change: PURGE="varnish http://varnish:6081/".
vcl 4.1;

backend site {
    .host = "site-1";
    .port = "8000";
}

acl ours {
    "127.0.0.1";
    "10.0.0.0"/8;
    "172.16.0.0"/12;
    "192.168.0.0"/16;
}

sub vcl_recv {
    if (req.method == "PURGE") {
        if (client.ip !~ ours) {
            return (synth(405));
        }
        ban("obj.http.Surrogate-Key ~ " + req.http.Surrogate-Key);
        return (synth(200, "Purged"));
    }
    # Who signed in gets every page from the site.
    if (req.http.Cookie || req.http.Authorization) {
        return (pass);
    }
}

sub vcl_backend_response {
    # A page past its time is sent at most a second longer while it is asked for again; see vcl_backend_error.
    set beresp.grace = 1s;
    set beresp.keep = 24h;
}
