//! The HTTP server that both kinds of gateway share: the port, the dashboard's files, and the layers around all routes.

use std::{io, net::SocketAddr, path::PathBuf};

use axum::{
    Router,
    http::{Extensions, HeaderMap, StatusCode, Version},
    middleware::from_fn,
};
use tokio::net::TcpListener;
use tower_http::compression::{CompressionLayer, DefaultPredicate, Predicate};

use crate::{
    assets::Assets,
    base_path::BasePath,
    cli,
    config::{Config, ConfigError},
    cors::Cors,
    csp_hash::BootError,
    fault_delivery::FixedLengthBody,
    headers, log,
    origin::{Origin, Origins},
    serve::serve,
    shutdown::Shutdown,
};

/// Why a gateway cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is in use or invalid.
    #[error("Cannot listen on {address}: {source}.")]
    Listen {
        /// The address as it was given.
        address: String,
        /// The error of the operating system.
        source: io::Error,
    },
    /// The folder has no `index.html`.
    #[error("There is no index.html in {}. Build the dashboard first (`cargo xtask build`), or leave --assets away.", .0.display())]
    Assets(PathBuf),
    /// The configuration cannot be read, or is refused.
    #[error("The configuration {} cannot be used: {source}.", .file.display())]
    Config {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        source: ConfigError,
    },
    /// The inline script of `index.html` was not found.
    #[error("The Content-Security-Policy cannot be made: {0}.")]
    Boot(#[from] BootError),
}

/// A server that has bound its port, and does not respond yet.
pub struct HttpServer {
    listener: TcpListener,
    pub(crate) address: SocketAddr,
    base: BasePath,
    cors: Cors,
    allowed: Vec<Origin>,
    assets: Assets,
}

impl HttpServer {
    /// Binds the port. `generated` makes the configuration to serve if no file is given, from the origins of this server. All errors
    /// of the options are found here.
    pub async fn bind(options: &cli::Site, generated: impl FnOnce(Vec<String>) -> Config) -> Result<Self, StartError> {
        let config = match &options.config {
            None => None,
            Some(file) => Some(Config::read(file).map_err(|source| StartError::Config { file: file.clone(), source })?),
        };
        let unheard = |source| StartError::Listen { address: options.listen.clone(), source };
        let listener = TcpListener::bind(&options.listen).await.map_err(unheard)?;
        let address = listener.local_addr().map_err(unheard)?;
        if let Some(folder) = options.assets.as_ref().filter(|folder| !folder.join("index.html").is_file()) {
            return Err(StartError::Assets(folder.clone()));
        }
        let config = config.unwrap_or_else(|| generated(own_origins(address)));
        let headers = headers::all(&config)?;
        Ok(Self {
            listener,
            address,
            base: options.base.clone(),
            cors: options.cors.clone(),
            allowed: options.allow_origin.clone(),
            assets: Assets::new(options.assets.clone(), config.to_json(), headers),
        })
    }

    /// The URL under which a browser on this machine reaches it.
    pub fn url(&self) -> String {
        let host = match self.address {
            SocketAddr::V4(address) if address.ip().is_unspecified() => format!("127.0.0.1:{}", address.port()),
            SocketAddr::V6(address) if address.ip().is_unspecified() => format!("[::1]:{}", address.port()),
            address => address.to_string(),
        };
        format!("http://{host}{}", self.base)
    }

    /// The origins whose pages may open the feed: the server's own, those of `--allow-origin`, and those that may call the API.
    pub fn origins(&self) -> Origins {
        let listed = |more: Option<&Origin>| Origins::listed(self.allowed.iter().chain(more).cloned().collect());
        match &self.cors {
            Cors::Any => Origins::any(),
            Cors::Off => listed(None),
            Cors::Origin(origin) => listed(Some(origin)),
        }
    }

    /// Serves the API, other routes and the dashboard until the shutdown begins. `per_peer` is the most connections of one client
    /// address.
    pub async fn serve(self, api: Router, others: Router, per_peer: usize, shutdown: &Shutdown) {
        let api = match self.cors.layer() {
            Some(layer) => api.layer(layer),
            None => api,
        };
        let router = api
            .merge(others)
            .merge(self.assets.routes())
            .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(may_change_length)))
            .layer(from_fn(log::request_layer));
        serve(self.listener, self.base.nest(router), per_peer, shutdown).await;
    }
}

/// The origins that the server has for browsers on this machine, as browsers write them: without the default port.
fn own_origins(address: SocketAddr) -> Vec<String> {
    let hosts = match address.ip() {
        ip if ip.is_loopback() || ip.is_unspecified() => {
            ["127.0.0.1", "localhost"].map(|host| format!("{host}:{}", address.port())).to_vec()
        }
        _ => vec![address.to_string()],
    };
    let origins = hosts.iter().filter_map(|host| Origin::parse(&format!("http://{host}")).ok());
    origins.map(|origin| origin.to_string()).collect()
}

/// Compression would change the length of a body, which a [`FixedLengthBody`] must keep.
fn may_change_length(_: StatusCode, _: Version, _: &HeaderMap, extensions: &Extensions) -> bool {
    extensions.get::<FixedLengthBody>().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generated_configuration_is_accepted_whatever_the_address() {
        for (address, expected) in [
            ("127.0.0.1:80", vec!["http://127.0.0.1", "http://localhost"]),
            ("0.0.0.0:8080", vec!["http://127.0.0.1:8080", "http://localhost:8080"]),
            ("[::1]:443", vec!["http://127.0.0.1:443", "http://localhost:443"]),
            ("192.0.2.1:80", vec!["http://192.0.2.1"]),
            ("[2001:db8::1]:8080", vec!["http://[2001:db8::1]:8080"]),
        ] {
            let origins = own_origins(address.parse().unwrap());
            assert_eq!(origins, expected, "{address}");
            let config = Config::relayed("api.example").with_frame_ancestors(origins);
            assert!(Config::parse(&config.to_json()).unwrap() == config, "{address}");
        }
    }
}
