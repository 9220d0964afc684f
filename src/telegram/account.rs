//! Who the bot is at which server; the token never leaves this module but inside a request's address.
//!
//! The door is [`Account::from_env`].

use std::fmt;

use anyhow::bail;
use teloxide::types::Me;

/// Telegram's own server.
const TELEGRAM: &str = "https://api.telegram.org";

/// The bot's token and the Bot API server that knows it.
#[derive(Clone)]
pub struct Account {
    token: String,
    server: String,
}

impl Account {
    /// The account of `token` at `server`, an address without the `/bot<token>` part (without it, Telegram's own).
    ///
    /// # Errors
    /// For a token that cannot be one, or an address that is not `http://…` or `https://…`.
    pub fn new(token: &str, server: Option<&str>) -> anyhow::Result<Self> {
        let token = token.trim();
        if token.is_empty() {
            bail!("set TELOXIDE_TOKEN to the token that @BotFather gave for this bot");
        }
        if !token.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_')) {
            bail!("TELOXIDE_TOKEN is no bot token (one looks like 123456:ABC-DEF…): copy it again from @BotFather");
        }
        let server = server.map_or(TELEGRAM, str::trim).trim_end_matches('/');
        if !server.starts_with("http://") && !server.starts_with("https://") {
            bail!(
                "the Bot API server (TELOXIDE_API_URL or telegram.api_url) is `{server}`: it must begin with http:// or \
                 https://"
            );
        }
        Ok(Self { token: token.to_owned(), server: server.to_owned() })
    }

    /// The account named by `TELOXIDE_TOKEN`, at the server of `TELOXIDE_API_URL`, else of `configured`, else Telegram's.
    ///
    /// # Errors
    /// As for [`Self::new`]; a missing token too.
    pub fn from_env(configured: &str) -> anyhow::Result<Self> {
        let named = std::env::var("TELOXIDE_API_URL").unwrap_or_default();
        let server = [named.as_str(), configured].into_iter().find(|server| !server.trim().is_empty());
        Self::new(&std::env::var("TELOXIDE_TOKEN").unwrap_or_default(), server)
    }

    /// The server, without the token.
    pub fn server(&self) -> &str {
        &self.server
    }

    /// Whether the server is one of the operator's own, which keeps files where we can read them.
    pub(super) fn is_own_server(&self) -> bool {
        self.server != TELEGRAM
    }

    /// The address of a method. Holds the token: never to be logged.
    pub(super) fn address(&self, method: &str) -> String {
        format!("{}/bot{}/{method}", self.server, self.token)
    }

    /// The address of a file that Telegram keeps for the bot. Holds the token: never to be logged.
    pub(super) fn file_address(&self, path: &str) -> String {
        format!("{}/file/bot{}/{path}", self.server, self.token)
    }

    /// `text` without the token, whatever put it there.
    pub(super) fn scrub(&self, text: &str) -> String {
        text.replace(&self.token, "<token>")
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").field("token", &"<token>").field("server", &self.server).finish()
    }
}

/// The bot's name after the `@`; empty for a server that does not tell.
pub(super) fn username(me: &Me) -> &str {
    me.user.username.as_deref().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_does_not_show_its_token() {
        let account = Account::new("123:secret", Some("http://localhost:1/")).unwrap();
        assert_eq!(account.address("GetMe"), "http://localhost:1/bot123:secret/GetMe");
        assert!(!format!("{account:?}").contains("secret"));
        assert_eq!(account.scrub("http://x/bot123:secret/GetMe failed"), "http://x/bot<token>/GetMe failed");
    }

    #[test]
    fn what_cannot_be_used_says_which_variable_to_set() {
        for (token, server, named) in [
            ("", None, "TELOXIDE_TOKEN"),
            ("a b", None, "TELOXIDE_TOKEN"),
            ("1:a", Some("ftp://x"), "TELOXIDE_API_URL"),
        ] {
            assert!(Account::new(token, server).unwrap_err().to_string().contains(named), "{token} {server:?}");
        }
    }
}
