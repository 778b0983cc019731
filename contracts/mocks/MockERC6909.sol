// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";

/// @title OpenZeppelin's plain ERC-6909, of which anyone may mint and everyone may burn what they have
/// @dev What PostOffice's balances are compared with.
contract MockERC6909 is ERC6909 {
    /// @param amount In the token's smallest unit.
    function mint(address to, uint256 id, uint256 amount) external {
        _mint(to, id, amount);
    }

    /// @param amount In the token's smallest unit, of the caller's.
    function burn(uint256 id, uint256 amount) external {
        _burn(msg.sender, id, amount);
    }
}
