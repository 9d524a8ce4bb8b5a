<?php
// install.php WWW URL: makes the site and one account of each role; prints addresses and accounts as JSON.
[, $www, $url] = $argv;
$_SERVER['HTTP_HOST'] = parse_url($url, PHP_URL_HOST) . ':' . parse_url($url, PHP_URL_PORT);
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
define('WP_INSTALLING', true);
require $www . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('La Gazette', 'admin', 'admin@example.invalid', true, '', 'admin-password');
update_option('permalink_structure', '/%year%/%monthnum%/%postname%/');
update_option('timezone_string', 'Europe/Paris');
flush_rewrite_rules();
$accounts = [];
foreach (['editor', 'author', 'contributor'] as $role) {
    $id = wp_insert_user([
        'user_login' => $role,
        'user_pass' => $role . '-password',
        'user_email' => $role . '@example.invalid',
        'display_name' => ucfirst($role),
        'role' => $role,
    ]);
    [$password] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'marbre']);
    $accounts[$role] = WP_Application_Passwords::chunk_password($password);
}
echo json_encode([
    'url' => $url,
    'root' => $url . '/wp-json/',
    'plain_root' => $url . '/?rest_route=/',
    'version' => $GLOBALS['wp_version'],
    'accounts' => $accounts,
], JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES), "\n";
