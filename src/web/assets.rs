//! Static files: inside the binary, named by their content, compressed once.

use std::io::Write as _;
use std::sync::OnceLock;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::secrets::sha256;

struct File {
    name: &'static str,
    kind: &'static str,
    source: &'static str,
}

const FILES: &[File] = &[
    File { name: "chevron.svg", kind: "image/svg+xml", source: include_str!("../../static/chevron.svg") },
    File { name: "icon.svg", kind: "image/svg+xml", source: include_str!("../../static/icon.svg") },
    File { name: "icon-assumed.svg", kind: "image/svg+xml", source: include_str!("../../static/icon-assumed.svg") },
    File { name: "app.js", kind: "text/javascript; charset=utf-8", source: include_str!("../../static/app.js") },
    File { name: "tokens.css", kind: "text/css; charset=utf-8", source: include_str!("../../static/tokens.css") },
    File { name: "app.css", kind: "text/css; charset=utf-8", source: include_str!("../../static/app.css") },
];

/// A file ready to be sent.
struct Asset {
    path: String,
    kind: &'static str,
    plain: web::Bytes,
    gzip: web::Bytes,
}

fn assets() -> &'static [Asset] {
    static ASSETS: OnceLock<Vec<Asset>> = OnceLock::new();
    ASSETS.get_or_init(|| {
        let mut made: Vec<Asset> = vec![];
        for file in FILES {
            // Files that name others come later in the list, and then name them by content too.
            let text = FILES.iter().zip(&made).fold(file.source.to_owned(), |text, (named, asset)| {
                text.replace(&format!("url({})", named.name), &format!("url({})", asset.path))
            });
            let (stem, ending) = file.name.rsplit_once('.').unwrap_or((file.name, ""));
            let tag: String = sha256(text.as_bytes()).chars().take(12).collect();
            let mut gzip = flate2::write::GzEncoder::new(vec![], flate2::Compression::best());
            let packed = gzip.write_all(text.as_bytes()).and_then(|()| gzip.finish()).unwrap_or_default();
            made.push(Asset {
                path: format!("/static/{stem}-{tag}.{ending}"),
                kind: file.kind,
                plain: web::Bytes::from(text),
                gzip: web::Bytes::from(packed),
            });
        }
        made
    })
}

/// The address of a static file; outside every scope, the same for everybody.
pub fn path(name: &str) -> &'static str {
    FILES.iter().zip(assets()).find(|(f, _)| f.name == name).map_or("/static/missing", |(_, a)| a.path.as_str())
}

/// `GET /static/{file}`
pub async fn show(req: HttpRequest) -> HttpResponse {
    let Some(asset) = assets().iter().find(|a| a.path == req.path()) else {
        return HttpResponse::NotFound().finish();
    };
    let accepts = req.headers().get(header::ACCEPT_ENCODING).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let mut answer = HttpResponse::Ok();
    answer
        .content_type(asset.kind)
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::VARY, "Accept-Encoding"));
    if accepts.contains("gzip") && !asset.gzip.is_empty() {
        answer.insert_header((header::CONTENT_ENCODING, "gzip")).body(asset.gzip.clone())
    } else {
        answer.body(asset.plain.clone())
    }
}
