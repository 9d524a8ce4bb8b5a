<?php
// The settings of a WordPress that serves tests on this machine; the names in braces are filled in by wordpress.sh.
define('DB_NAME', 'wp');
define('DB_USER', 'wp');
define('DB_PASSWORD', 'wp');
define('DB_HOST', 'localhost:{SOCKET}');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('DB_DIR', '{PEER}/sqlite/');
define('DB_FILE', 'wp.sqlite');
define('WP_HOME', '{URL}');
define('WP_SITEURL', '{URL}');
// Application passwords without https.
define('WP_ENVIRONMENT_TYPE', 'local');
// No call leaves the machine, and nothing happens by itself.
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_AUTO_UPDATE_CORE', false);
define('WP_DEBUG', true);
define('WP_DEBUG_DISPLAY', false);
define('WP_DEBUG_LOG', '{PEER}/debug.log');
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $name) {
    define($name . '_KEY', hash('sha256', $name . 'key'));
    define($name . '_SALT', hash('sha256', $name . 'salt'));
}
$table_prefix = 'wp_';
defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
