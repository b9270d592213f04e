# Varnish before the sites. It keeps a page as long as the site says (SHARED_MAX_AGE) and forgets all of them on PURGE
# from one of the sites, which send it after each change: PURGE="varnish http://varnish:6081/". What ends https before it
# must set X-Forwarded-Proto, overwriting what the client sent.
vcl 4.1;

backend site {
    .host = "site-1";
    .port = "8000";
}

# Just the machines that the sites run on: whoever may purge can make every page be rendered again.
acl sites {
    "site-1";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        if (client.ip !~ sites) {
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

sub vcl_hash {
    # A visit by http gets a redirect to https where a visit by https gets the page.
    hash_data(req.http.X-Forwarded-Proto);
}

sub vcl_backend_response {
    # No page is sent past its time, also where no site answers: Varnish cannot know what was taken down.
    set beresp.grace = 0s;
    set beresp.keep = 24h;
}
