//! What Telegram posts to the bot: believed where it knows the secret, handed over, and confirmed once it is safe.
//!
//! The door is [`router`].

use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use subtle::ConstantTimeEq;
use tokio::time::timeout;

use crate::intake::{Intake, Taken};
use crate::metrics::Registry;

/// The header in which Telegram says the secret.
const SECRET: &str = "x-telegram-bot-api-secret-token";

/// Bytes of an update at most; the largest that Telegram makes are some ten thousand.
const LONGEST: usize = 1 << 20;

/// How long an update may take to come in and to be made safe, in all. What takes longer is posted again.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where Telegram posts, and to whom it is handed over.
#[derive(Clone)]
pub struct Webhook {
    /// The path, as in `/telegram`.
    pub path: String,
    /// What it must say in its header.
    pub secret: String,
    /// Who takes the updates.
    pub intake: Intake,
    /// What is counted.
    pub metrics: Registry,
}

/// The one route.
pub(super) fn router(hook: Webhook) -> Router {
    let path = hook.path.clone();
    Router::new().route(&path, post(update).layer(DefaultBodyLimit::max(LONGEST))).with_state(hook)
}

async fn update(State(hook): State<Webhook>, request: Request) -> Response {
    let status = match knows(&hook.secret, request.headers()) {
        false => StatusCode::UNAUTHORIZED,
        true => timeout(PATIENCE, take(&hook.intake, request)).await.unwrap_or(StatusCode::SERVICE_UNAVAILABLE),
    };
    let labels = [("status", status.as_str())];
    hook.metrics.counter("claqueta_webhook_requests_total", "Posts to the webhook.", &labels).one();
    match status {
        StatusCode::SERVICE_UNAVAILABLE => (status, [(header::RETRY_AFTER, "1")]).into_response(),
        _ => status.into_response(),
    }
}

/// Whether the header holds the secret, compared in a time that tells nothing of it but its length.
fn knows(secret: &str, headers: &HeaderMap) -> bool {
    let said = headers.get(SECRET).map_or(&[][..], |said| said.as_bytes());
    secret.as_bytes().ct_eq(said).into()
}

async fn take(intake: &Intake, request: Request) -> StatusCode {
    let body = match Bytes::from_request(request, &()).await {
        Ok(body) => body,
        Err(error) => return error.status(),
    };
    match intake.hand_over(body.into()).await {
        Taken::Safe => StatusCode::OK,
        Taken::NotNow => StatusCode::SERVICE_UNAVAILABLE,
        Taken::Unreadable => StatusCode::BAD_REQUEST,
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use hyper::service::Service;
    use hyper_util::service::TowerToHyperService;

    use super::*;
    use crate::intake::intake;

    /// What is answered to a post, told that what it hands over became `taken`.
    async fn answered(secret: Option<&str>, body: &str, taken: Taken) -> Response {
        let (intake, mut arrivals) = intake();
        let hook = Webhook { path: "/in".to_owned(), secret: "s3cret".to_owned(), intake, metrics: Registry::new() };
        let taking = tokio::spawn(async move {
            for posted in arrivals.next(1).await {
                posted.answer(taken);
            }
        });
        let mut request = Request::post("/in");
        if let Some(secret) = secret {
            request = request.header(SECRET, secret);
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let response = TowerToHyperService::new(router(hook)).call(request).await.unwrap();
        taking.abort();
        response
    }

    #[tokio::test]
    async fn the_status_says_what_became_of_it() {
        for (taken, status) in [(Taken::Safe, 200), (Taken::NotNow, 503), (Taken::Unreadable, 400)] {
            let answer = answered(Some("s3cret"), "{}", taken).await;
            assert_eq!(answer.status(), status, "{taken:?}");
            assert_eq!(answer.headers().contains_key(header::RETRY_AFTER), status == 503);
        }
        assert_eq!(answered(Some("s3cret"), &"x".repeat(LONGEST + 1), Taken::Safe).await.status(), 413);
    }

    #[tokio::test]
    async fn only_the_secret_is_the_secret() {
        for wrong in [None, Some(""), Some("s3cre"), Some("s3crets"), Some("S3cret")] {
            assert_eq!(answered(wrong, "{}", Taken::Safe).await.status(), 401, "{wrong:?}");
        }
    }
}
