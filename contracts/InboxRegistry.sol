// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";

import {Accounts} from "./inboxregistry/Accounts.sol";
import {Recovery} from "./inboxregistry/Recovery.sol";
import {Wallets} from "./inboxregistry/Wallets.sol";

/// @title InboxRegistry
/// @dev The chapters: {Inboxes} says what an inbox is, {Keys} which keys act for it, {Wallets} who registers and joins it,
/// {Recovery} who takes it over, {Accounts} what else it is known as.
contract InboxRegistry is Wallets, Recovery, Accounts, Multicall {
    constructor() EIP712("Pennypost InboxRegistry", "1") {}
}
