//! Chooses, before the toolkit starts, how WebKitGTK draws; must not know what it draws.
//!
//! Without a graphics processor, WebKitGTK's DMA-BUF renderer goes through software GL: measured here, a page
//! shows a key after 65 ms with it and after 10 ms without. With a processor it is the other way round.

use std::path::Path;

use newsroom::Graphics;

/// How pages will be drawn, and why: for the log.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// Draw with the DMA-BUF renderer.
    pub(crate) accelerated: bool,
    /// Why, in words.
    pub(crate) why: &'static str,
}

/// The choice: what the journalist asked for, else what the machine has.
pub(crate) fn choose(asked: Graphics, has_processor: bool) -> Choice {
    match asked {
        Graphics::Accelerated => Choice {
            accelerated: true,
            why: "the settings ask for it",
        },
        Graphics::Plain => Choice {
            accelerated: false,
            why: "the settings ask for it",
        },
        Graphics::Automatic if has_processor => Choice {
            accelerated: true,
            why: "the machine has a render node",
        },
        Graphics::Automatic => Choice {
            accelerated: false,
            why: "the machine has no render node",
        },
    }
}

/// Whether the kernel offers a graphics processor to draw with: a render node of a real driver.
pub(crate) fn has_processor() -> bool {
    render_nodes(Path::new("/sys/class/drm")).any(|driver| !is_software(&driver))
}

/// The drivers behind the render nodes below `drm`.
fn render_nodes(drm: &Path) -> impl Iterator<Item = String> {
    let entries = std::fs::read_dir(drm).into_iter().flatten().flatten();
    entries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("renderD"))
        .map(|entry| {
            let driver = std::fs::read_link(entry.path().join("device/driver"));
            driver
                .ok()
                .and_then(|d| Some(d.file_name()?.to_string_lossy().into_owned()))
        })
        .map(Option::unwrap_or_default)
}

/// Drivers that draw on the central processor, or on none.
fn is_software(driver: &str) -> bool {
    matches!(
        driver,
        "" | "vgem" | "vkms" | "simple-framebuffer" | "simpledrm" | "bochs-drm" | "cirrus"
    )
}

/// Tells WebKitGTK. Nothing is changed where the environment already says something.
///
/// Must run before any thread exists: it changes the environment.
pub(crate) fn apply(choice: &Choice) {
    const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if !choice.accelerated && std::env::var_os(VARIABLE).is_none() {
        // SAFETY: called first thing in `main`'s thread, before any other thread is started.
        #[expect(
            unsafe_code,
            reason = "the only way to tell WebKitGTK; no thread exists yet"
        )]
        unsafe {
            std::env::set_var(VARIABLE, "1");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_win_over_the_machine() {
        assert!(choose(Graphics::Accelerated, false).accelerated);
        assert!(!choose(Graphics::Plain, true).accelerated);
        assert!(choose(Graphics::Automatic, true).accelerated);
        assert!(!choose(Graphics::Automatic, false).accelerated);
    }

    #[test]
    fn a_folder_that_is_not_there_has_no_nodes() {
        assert_eq!(render_nodes(Path::new("/nonexistent")).count(), 0);
    }
}
