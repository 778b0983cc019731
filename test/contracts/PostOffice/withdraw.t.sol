// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

import {ILedger} from "../../../contracts/interfaces/ILedger.sol";
import {MockBlocklistToken} from "../../../contracts/mocks/MockBlocklistToken.sol";
import {MockRefusingReceiver} from "../../../contracts/mocks/MockRefusingReceiver.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

contract WithdrawTest is PostOfficeTest {
    function setUp() public override {
        super.setUp();
        credit(bob.addr, NATIVE, 100);
        credit(bob.addr, address(dollar), 100);
    }

    function test_RevertWhen_ToIsZero() public {
        expectInvalidReceiver(address(0));
        vm.prank(bob.addr);
        office.withdraw(NATIVE, 5, address(0));
    }

    function test_RevertWhen_ToIsTheContract() public {
        expectInvalidReceiver(address(office));
        vm.prank(bob.addr);
        office.withdraw(address(dollar), 5, address(office));
    }

    function test_RevertWhen_ToIsInvalidAndTheAmountZero() public {
        expectInvalidReceiver(address(0));
        office.withdraw(NATIVE, 0, address(0));
        expectInvalidReceiver(address(office));
        office.withdraw(NATIVE, 0, address(office));
    }

    function test_RevertWhen_ToIsInvalidAndThereIsNoBalance() public {
        expectInvalidReceiver(address(office));
        vm.prank(mallory.addr);
        office.withdraw(NATIVE, 5, address(office));
    }

    function test_ZeroDoesNothing() public {
        watchLogs();
        vm.startPrank(bob.addr);
        office.withdraw(NATIVE, 0, carol.addr);
        office.withdraw(address(dollar), 0, carol.addr);
        vm.stopPrank();
        assertNoLogs();
        assertBalance(bob.addr, NATIVE, 100);
        assertBalance(bob.addr, address(dollar), 100);
    }

    function test_RevertGiven_BalanceIsShort() public {
        vm.expectRevert(
            abi.encodeWithSelector(ERC6909.ERC6909InsufficientBalance.selector, bob.addr, 100, 101, uint256(0))
        );
        vm.prank(bob.addr);
        office.withdraw(NATIVE, 101, bob.addr);

        vm.expectRevert(
            abi.encodeWithSelector(
                ERC6909.ERC6909InsufficientBalance.selector,
                mallory.addr,
                0,
                1,
                tokenId(address(dollar))
            )
        );
        vm.prank(mallory.addr);
        office.withdraw(address(dollar), 1, mallory.addr);
    }

    function test_RevertWhen_TheReceiverRefuses() public {
        address refusing = address(new MockRefusingReceiver());
        vm.expectRevert(abi.encodeWithSelector(ILedger.NativeTransferFailed.selector, refusing, 5));
        vm.prank(bob.addr);
        office.withdraw(NATIVE, 5, refusing);
        assertBalance(bob.addr, NATIVE, 100);
    }

    function test_PaysNatively() public {
        vm.prank(bob.addr);
        office.withdraw(NATIVE, 99, carol.addr);
        vm.assertEq(carol.addr.balance, 99);
        assertBalance(bob.addr, NATIVE, 1);
        assertBalance(carol.addr, NATIVE, 0);
        assertHeld(NATIVE, 1);
    }

    function test_PaysTheLastWei() public {
        vm.prank(bob.addr);
        office.withdraw(NATIVE, 100, carol.addr);
        assertBalance(bob.addr, NATIVE, 0);
        assertHeld(NATIVE, 0);
    }

    function test_EmitsNatively() public {
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(bob.addr, bob.addr, address(0), 0, 5);
        vm.expectEmit(address(office));
        emit ILedger.Withdrawn(NATIVE, bob.addr, carol.addr, 5);
        vm.prank(bob.addr);
        office.withdraw(NATIVE, 5, carol.addr);
    }

    function test_RevertWhen_TheTokenRefuses() public {
        MockBlocklistToken token = new MockBlocklistToken();
        credit(bob.addr, address(token), 5);
        token.setBlocked(carol.addr, true);

        vm.expectRevert(abi.encodeWithSelector(MockBlocklistToken.Blocked.selector, carol.addr));
        vm.prank(bob.addr);
        office.withdraw(address(token), 5, carol.addr);
        assertBalance(bob.addr, address(token), 5);
    }

    function test_PaysInAToken() public {
        vm.prank(bob.addr);
        office.withdraw(address(dollar), 99, carol.addr);
        vm.assertEq(dollar.balanceOf(carol.addr), 99);
        assertBalance(bob.addr, address(dollar), 1);
        assertHeld(address(dollar), 1);
    }

    function test_EmitsInAToken() public {
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(bob.addr, bob.addr, address(0), tokenId(address(dollar)), 5);
        vm.expectEmit(address(office));
        emit ILedger.Withdrawn(address(dollar), bob.addr, carol.addr, 5);
        vm.prank(bob.addr);
        office.withdraw(address(dollar), 5, carol.addr);
    }

    function testFuzz_DebitsTheCallerAlone(uint96 amount, uint96 other, bool native) public {
        address token = native ? NATIVE : address(dollar);
        credit(carol.addr, token, amount);
        credit(mallory.addr, token, other);
        vm.prank(carol.addr);
        office.withdraw(token, amount, carol.addr);
        assertBalance(carol.addr, token, 0);
        assertBalance(mallory.addr, token, other);
        assertBalance(bob.addr, token, 100);
        assertHeld(token, uint256(other) + 100);
    }
}
